"""More than any talk would ask for, in every theme: made here, laid out, written, rendered, judged."""

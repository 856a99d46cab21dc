"""What was typed for a citation, a name or a field of a work and is none → what to write instead."""

"""Pages → bytes: `pptx` and `html`, two functions in a table. They measure nothing and decide nothing."""

"""Words: what is said of figures, in the reader's language. No Flask."""

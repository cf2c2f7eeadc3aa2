"""How gricheck is measured: processes against the clock, indexes against a transcribed corpus."""

"""When an exercise is made harder, held, or made easier."""

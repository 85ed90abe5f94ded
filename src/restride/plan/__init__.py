"""From findings to a plan: exercises, doses, phases, programmes, progress, and the reasons."""

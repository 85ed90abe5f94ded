"""Decision graphs about falls, walked step by step; groups and actions, never a probability."""

from restride.clinical.falls.graph import FallsGraph, falls_graphs, find_falls_graph
from restride.clinical.falls.walking import Path, walk

__all__ = ["FallsGraph", "Path", "falls_graphs", "find_falls_graph", "walk"]

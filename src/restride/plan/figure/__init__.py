"""Pictures of exercises: our own figure, drawn from joint angles, standing still or moving."""

from restride.plan.figure.picture import figure_svg
from restride.plan.figure.pose import Pose, View
from restride.plan.figure.skeleton import pose_points

__all__ = ["Pose", "View", "figure_svg", "pose_points"]

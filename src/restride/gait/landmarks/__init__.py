"""Walking from points of the body: seen from the side in a picture, or in space."""

from restride.gait.landmarks.settings import LandmarkGaitSettings
from restride.gait.landmarks.walk import LandmarksWalk, find_landmarks_walk

__all__ = ["LandmarkGaitSettings", "LandmarksWalk", "find_landmarks_walk"]

"""A worked case as pages: findings and plan for the therapist, exercises and safety for home."""

"""For those who keep the house running: whether it lives, what it measures, how each part of it is."""

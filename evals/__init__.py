"""Datasets, fitting, speed and grading: what measures the assistant and what it is fitted with."""

"""Multinomial logistic regression over unit e5 query vectors, as it comes fitted with the package."""

from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Regression:
    """`weights` is (kinds, dimensions) and `biases` (kinds,), in the order of the kinds that are told apart."""

    weights: NDArray[np.float32]
    biases: NDArray[np.float32]

    def probabilities(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each kind for a unit vector (dimensions,)."""
        scores = self.weights @ vector + self.biases
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), dtype=np.float32)


def fitted_arrays(package: str, name: str) -> dict[str, NDArray[np.float32]]:
    """The arrays of a fitted file that comes with a package, by the names of the fields they are for."""
    with resources.files(package).joinpath(name).open("rb") as file:
        return {name: array.astype(np.float32) for name, array in np.load(file).items()}

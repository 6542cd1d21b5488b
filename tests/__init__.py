"""The tests; a package, since a library that is installed brings another folder of that name."""

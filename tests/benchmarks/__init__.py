"""What is measured of the service as it is served, with the platforms played on this machine: not run with the tests."""

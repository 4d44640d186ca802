"""What can be done with runs. Hosts and the system only."""

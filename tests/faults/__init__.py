"""What breaks, really broken: processes killed, disks filled, servers gone."""

"""What must hold before anybody trains: flags, orders, vital signs; above every rule of a plan."""

"""Steps of people who booked: arrived, begun, did not come."""

from tests.appointments.conftest import clock

__all__ = ["clock"]

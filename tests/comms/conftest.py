import pytest

from tests.comms import fakes


@pytest.fixture(autouse=True)
def quiet_world(settings):
    """No trouble left from another test; SMS are kept in fakes.SMS."""
    fakes.SMS.clear()
    fakes.TROUBLE.clear()
    settings.SMS_ADAPTER = "tests.comms.fakes.keep_sms"


@pytest.fixture
def troubled_post(settings):
    settings.EMAIL_BACKEND = "tests.comms.fakes.Post"

from tests.cast import Cast


def test_cast(cast: Cast) -> None:
    assert cast.zuzanna.name == "Zuzanna Kubiak"

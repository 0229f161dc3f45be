"""A service is called by its name, and by its group too where others have the same name."""

from statusboard.domain.clear_names import clear_names


def test_a_group_stands_before_a_name_that_several_have() -> None:
    named = (("API", "Shop"), ("api", "Bank"), ("Search", "Shop"), ("API", ""))
    assert clear_names(named) == ("Shop/API", "Bank/api", "Search", "API")


def test_a_name_of_one_service_stays_as_it_is() -> None:
    assert clear_names((("API", "Shop"), ("Search", ""))) == ("API", "Search")

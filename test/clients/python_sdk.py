"""Meta's Python SDK, as it is on PyPI but for the host, against an emulator. Prints one JSON line a step."""

import json
import sys

from facebook_business import __version__ as version
from facebook_business.adobjects.adaccount import AdAccount
from facebook_business.adobjects.adspixel import AdsPixel
from facebook_business.adobjects.business import Business
from facebook_business.adobjects.businessassetgroup import BusinessAssetGroup
from facebook_business.adobjects.instagrambusinessasset import InstagramBusinessAsset
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.productcatalog import ProductCatalog
from facebook_business.adobjects.user import User
from facebook_business.adobjects.whatsappbusinessaccount import WhatsAppBusinessAccount
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

given = json.loads(sys.stdin.read())
FacebookSession.GRAPH = given["url"]
AGENCY = given["agency"]
PERSON = given["person"]


def api(token):
    return FacebookAdsApi(FacebookSession(access_token=token))


tokens = {side: given["tokens"][side] for side in ("agency", "client")}
CLASSES = {
    "ad_account": AdAccount,
    "pixel": AdsPixel,
    "page": Page,
    "instagram": InstagramBusinessAsset,
    "catalog": ProductCatalog,
    "whatsapp": WhatsAppBusinessAccount,
}
KINDS = {
    kind: (CLASSES[kind], one["id"], one["low"], one["high"]) for kind, one in given["subjects"].items()
}


def step(kind, name, run):
    """One step: what it saw, or Meta's error; anything else is a failure of the client."""
    try:
        said = run()
    except FacebookRequestError as error:
        said = "error %s/%s" % (error.api_error_code(), error.api_error_subcode())
    print(json.dumps({"kind": kind, "step": name, "said": said}), flush=True)


def node(kind, side):
    cls, id_, _, _ = KINDS[kind]
    token = tokens[side]
    if kind == "page":
        token = Page(id_, api=api(token)).api_get(fields=["access_token"])["access_token"]
    return cls(id_, api=api(token))


def partner(one):
    rows = [row for row in one.get_agencies(fields=["id", "permitted_tasks"]) if row["id"] == AGENCY]
    return sorted(rows[0]["permitted_tasks"]) if rows and "permitted_tasks" in rows[0] else len(rows)


def person(one):
    rows = one.get_assigned_users(fields=["id", "tasks"], params={"business": AGENCY})
    found = [row for row in rows if row["id"] == PERSON]
    return sorted(found[0]["tasks"]) if found else "not on it"


def take_off(one):
    if not hasattr(one, "delete_assigned_users"):
        return "the SDK has no such method"
    one.delete_assigned_users(params={"business": AGENCY, "user": PERSON})
    return person(one)


print(json.dumps({"version": version}), flush=True)
agency = api(tokens["agency"])
business = Business(AGENCY, api=agency)
for edge in ("ad_accounts", "pixels", "pages", "product_catalogs", "instagram_assets", "whats_app_business_accounts"):
    step("business", "list client_" + edge, lambda: len(list(getattr(business, "get_client_" + edge)(fields=["id"]))))
step(
    "business",
    "page through people, one a page",
    lambda: len(list(business.get_business_users(fields=["id"], params={"limit": 1}))),
)
step("user", "me/adaccounts", lambda: len(list(User("me", api=agency).get_ad_accounts(fields=["id"]))))

group = BusinessAssetGroup(given["group"], api=agency)
pixel = AdsPixel("2001", api=agency)
step(
    "asset group",
    "give a task on a pixel",
    lambda: (group.create_assigned_user(params={"user": PERSON, "pixel_tasks": ["UPLOAD"]}), person(pixel))[1],
)
step(
    "asset group",
    "take it",
    lambda: (group.delete_assigned_users(params={"user": PERSON}), person(pixel))[1],
)

for kind, (_, _, low, high) in KINDS.items():
    # People first: the end of a share takes our task on a Page, and with it the Page's token.
    theirs = node(kind, "agency")

    def assign(tasks):
        theirs.create_assigned_user(params={"business": AGENCY, "user": PERSON, "tasks": tasks})
        return person(theirs)

    step(kind, "assign", lambda: assign(low))
    step(kind, "assign again", lambda: assign(high))
    step(kind, "take off", lambda: take_off(theirs))
    if kind == "whatsapp":
        continue
    ours = node(kind, "client")

    def grant(tasks):
        ours.create_agency(params={"business": AGENCY, "permitted_tasks": tasks})
        return partner(ours)

    step(kind, "list partners", lambda: partner(ours))
    step(kind, "grant again with more", lambda: grant(high))
    step(kind, "revoke", lambda: (ours.delete_agencies(params={"business": AGENCY}), partner(ours))[1])
    step(kind, "grant", lambda: grant(low))

answers = []
batch = agency.new_batch()
for id_ in ("act_1001", "2001", "5001", "no-such-id"):
    AdAccount(id_, api=agency).api_get(
        fields=["id"],
        batch=batch,
        success=lambda response: answers.append("ok"),
        failure=lambda response: answers.append(response.error().api_error_code()),
    )
step("batch", "four reads, one of nothing", lambda: (batch.execute(), answers)[1])

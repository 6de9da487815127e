#include "planned_case.h"
#include "production/ledger.h"
#include "production/volume_layout.h"
#include "review/message_calls.h"

namespace redwell::production {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class PlanTest : public PlannedCase {
protected:
    documents::Document mail() {
        documents::Document d;
        d.kind = documents::Kind::Mail;
        d.fileName = "mail.eml";
        return responsive(d, {"The list is attached."});
    }
};

TEST_F(PlanTest, GivesNumbersPageByPageInTheOrderOfControlNumbers) {
    const auto a = responsive({}, {"one", "two", "three"});
    put("not asked for");
    const auto b = responsive("four");
    const auto p = planOf();
    ASSERT_EQ(p.documents.size(), 2u);
    EXPECT_EQ(planned(p, a)->beginBates, "M-0001");
    EXPECT_EQ(planned(p, a)->endBates, "M-0003");
    EXPECT_EQ(planned(p, b)->beginBates, "M-0004");
    EXPECT_EQ(p.producedPages, 4);
    EXPECT_EQ(p.produced, 2);
}

TEST_F(PlanTest, OnDocumentLevelADocumentTakesOneNumber) {
    auto s = specification();
    s.level = Specification::Level::Document;
    const auto a = responsive({}, {"one", "two", "three"});
    const auto b = responsive("four");
    const auto p = planOf(s);
    EXPECT_EQ(planned(p, a)->endBates, "M-0001");
    EXPECT_EQ(planned(p, b)->beginBates, "M-0002");
    const auto places = layOut(p);
    ASSERT_TRUE(places);
    EXPECT_EQ(places->at(0).pages[2].bates, "M-0001-0003");
}

TEST_F(PlanTest, APrivilegedDocumentIsWithheldWhateverTheQuerySays) {
    const auto a = responsive("advice");
    code(a, "privilege", "attorney_client");
    for (const char* query : {"*", "privilege:attorney_client", "advice"}) {
        auto s = specification();
        s.query = query;
        const auto p = planOf(s);
        ASSERT_NE(planned(p, a), nullptr) << query;
        EXPECT_EQ(planned(p, a)->treatment, Treatment::Withheld) << query;
        EXPECT_EQ(planned(p, a)->beginBates, "");
        EXPECT_EQ(p.withheld, 1);
        EXPECT_TRUE(layOut(p)->empty());
    }
}

TEST_F(PlanTest, EveryPrivilegeCallButNoneWithholds) {
    for (const char* call : {"attorney_client", "work_product", "common_interest", "other"}) {
        const auto d = responsive("advice");
        code(d, "privilege", call);
        EXPECT_EQ(planned(planOf(), d)->treatment, Treatment::Withheld) << call;
    }
    const auto d = responsive("lunch");
    code(d, "privilege", "none");
    EXPECT_EQ(planned(planOf(), d)->treatment, Treatment::Produced);
}

TEST_F(PlanTest, ACopyOfAPrivilegedDocumentIsWithheldWithIt) {
    const auto first = responsive(ofBytes("x"), {"advice"});
    const auto copy = responsive(ofBytes("x"), {"advice"});
    const auto other = responsive(ofBytes("y"), {"lunch"});
    code(first, "privilege", "work_product");
    code(copy, "privilege", "none");
    const auto p = planOf();
    EXPECT_EQ(planned(p, copy)->treatment, Treatment::Withheld);
    EXPECT_EQ(planned(p, other)->treatment, Treatment::Produced);
    EXPECT_THAT(conflicts(p), Contains("duplicate_treatment " + copy.controlNumber));
}

TEST_F(PlanTest, ADuplicateCodedPrivilegedWithholdsTheCopyThatStandsForIt) {
    const auto kept = responsive(ofBytes("x"), {"advice"});
    auto wanted = ofBytes("x");
    wanted.state = documents::State::Duplicate;
    wanted.duplicateOf = kept.id;
    const auto duplicate = responsive(wanted, {});
    code(duplicate, "privilege", "attorney_client");
    EXPECT_EQ(planned(planOf(), kept)->treatment, Treatment::Withheld);
}

TEST_F(PlanTest, ACallOnTheSameMailInOtherBytesWithholdsTheOneThatStandsForIt) {
    const auto kept = responsive(ofBytes("Received: by a"), {"advice"});
    const auto copy = responsive(ofBytes("Received: by a"), {"advice"});  // an attachment elsewhere, say
    auto wanted = ofBytes("Received: by b");
    wanted.state = documents::State::Duplicate;
    wanted.duplicateOf = kept.id;
    const auto duplicate = responsive(wanted, {});
    const auto same = responsive(ofBytes("Received: by b"), {"advice"});
    code(kept, "privilege", "none");
    EXPECT_EQ(planned(planOf(), kept)->treatment, Treatment::Produced);
    code(duplicate, "privilege", "attorney_client");
    for (const char* query : {"*", "responsiveness:responsive", "NOT privilege:attorney_client"}) {
        auto s = specification();
        s.query = query;
        const auto p = planOf(s);
        for (const auto& d : {kept, copy, same}) {
            ASSERT_NE(planned(p, d), nullptr) << query;
            EXPECT_EQ(planned(p, d)->treatment, Treatment::Withheld) << query;
            EXPECT_THAT(conflicts(p), Contains("duplicate_treatment " + d.controlNumber)) << query;
        }
    }
    // And the other way round.
    code(duplicate, "privilege", "none");
    EXPECT_EQ(planned(planOf(), same)->treatment, Treatment::Produced);
    code(kept, "privilege", "work_product");
    EXPECT_EQ(planned(planOf(), same)->treatment, Treatment::Withheld);
}

TEST_F(PlanTest, ARedactionOnADuplicateBlocks) {
    const auto kept = responsive(ofBytes("x"), {"advice"});
    auto wanted = ofBytes("x");
    wanted.state = documents::State::Duplicate;
    wanted.duplicateOf = kept.id;
    const auto duplicate = responsive(wanted, {"advice"});
    redact(duplicate, "advice");
    EXPECT_THAT(conflicts(planOf()), Contains("duplicate_treatment " + duplicate.controlNumber + "!"));
}

TEST_F(PlanTest, AFamilyGoesOutWholeAndSaysSo) {
    const auto parent = mail();
    const auto first = attachment(parent, 1, "first"), second = attachment(parent, 2, "second");
    code(second, "responsiveness", "not_responsive");
    const auto p = planOf();
    ASSERT_EQ(p.documents.size(), 3u);
    EXPECT_EQ(p.documents[0].document.id, parent.id);
    EXPECT_EQ(p.documents[1].document.id, first.id);
    EXPECT_EQ(p.documents[2].document.id, second.id);
    EXPECT_THAT(conflicts(p), Contains("family_split " + first.controlNumber));
    EXPECT_THAT(conflicts(p), Contains("family_split " + second.controlNumber));
}

TEST_F(PlanTest, AnAttachmentThatWasAskedForBringsItsParent) {
    const auto parent = put("not coded");
    const auto child = attachment(parent, 1, "asked for");
    code(child, "responsiveness", "responsive");
    EXPECT_EQ(planOf().documents.size(), 2u);
}

TEST_F(PlanTest, APrivilegedAttachmentStaysBehindItsParent) {
    const auto parent = mail();
    const auto child = attachment(parent, 1, "advice");
    code(child, "privilege", "attorney_client");
    const auto p = planOf();
    EXPECT_EQ(planned(p, parent)->treatment, Treatment::Produced);
    EXPECT_EQ(planned(p, child)->treatment, Treatment::Withheld);
}

TEST_F(PlanTest, WhatHangsOnAWithheldMailLeavesOnlyByACallOfItsOwn) {
    const auto parent = mail();
    documents::Document wanted;
    wanted.kind = documents::Kind::Mail;
    wanted.parent = wanted.family = parent.id;
    wanted.familyOrder = 1;
    const auto child = put(wanted, {"forwarded"});
    wanted.parent = child.id;
    wanted.kind = documents::Kind::Pdf;
    wanted.familyOrder = 2;
    const auto grandchild = put(wanted, {"list"});
    EXPECT_THAT(conflicts(planOf()), Not(Contains(HasSubstr("!"))));
    code(parent, "privilege", "attorney_client");
    const auto p = planOf();
    EXPECT_THAT(conflicts(p), Contains("withheld_parent " + child.controlNumber + "!"));
    EXPECT_THAT(conflicts(p), Contains("withheld_parent " + grandchild.controlNumber + "!"));
    code(child, "privilege", "none");
    EXPECT_THAT(conflicts(planOf()), Contains("withheld_parent " + grandchild.controlNumber + "!"));
    code(grandchild, "privilege", "none");
    EXPECT_THAT(conflicts(planOf()), Not(Contains(HasSubstr("!"))));
    EXPECT_EQ(planned(planOf(), grandchild)->treatment, Treatment::Produced);
    // Its record names no parent, and the preview says so.
    EXPECT_THAT(conflicts(planOf()), Contains("withheld_parent " + child.controlNumber));
    code(grandchild, "privilege", "work_product");
    EXPECT_EQ(planned(planOf(), grandchild)->treatment, Treatment::Withheld);
}

TEST_F(PlanTest, WhatCameInAnArchiveOnAWithheldMailDoesToo) {
    const auto parent = mail();
    code(parent, "privilege", "attorney_client");
    documents::Document wanted;
    wanted.kind = documents::Kind::Container;
    wanted.fileName = "papers.zip";
    wanted.parent = wanted.family = parent.id;
    wanted.familyOrder = 1;
    const auto archive = put(wanted, {});
    documents::Document content;
    content.parent = archive.id;  // the head of its own family
    const auto d = responsive(content, {"list"});
    ASSERT_FALSE(d.isAttachment());
    EXPECT_THAT(conflicts(planOf()), Contains("withheld_parent " + d.controlNumber + "!"));
    code(d, "privilege", "none");
    EXPECT_THAT(conflicts(planOf()), Not(Contains(HasSubstr("!"))));
}

TEST_F(PlanTest, NeedsReviewBlocks) {
    const auto a = mail();
    const auto b = attachment(a, 1, "unsure");
    code(b, "responsiveness", "needs_review");
    const auto p = planOf();
    EXPECT_THAT(conflicts(p), Contains("needs_review " + b.controlNumber + "!"));
    EXPECT_EQ(planned(p, b), nullptr);
}

TEST_F(PlanTest, AnExceptionStaysOutAndSaysWhy) {
    documents::Document wanted;
    wanted.state = documents::State::Exception;
    wanted.exceptionKind = "damaged";
    wanted.exceptionReason = "its pages end in the middle";
    const auto d = responsive(wanted, {});
    const auto p = planOf();
    EXPECT_TRUE(p.documents.empty());
    ASSERT_THAT(conflicts(p), Contains("exception " + d.controlNumber));
    EXPECT_THAT(p.conflicts[0].what, HasSubstr("its pages end in the middle"));
}

TEST_F(PlanTest, AFileOfAnUnreadKindLeavesAsItselfWhenThatIsAskedFor) {
    const auto parent = mail();
    const auto attached = [&](const char* kind, const char* bytes, int order) {
        auto d = ofBytes(bytes);
        d.parent = d.family = parent.id;
        d.familyOrder = order;
        d.fileName = std::string(bytes) + ".xlsx";
        d.state = documents::State::Exception;
        d.exceptionKind = kind;
        d.exceptionReason = "is not read";
        return put(d, {});
    };
    const auto sheet = attached("unsupported", "numbers", 1), locked = attached("password", "locked", 2),
               secret = attached("unsupported", "secret", 3);
    code(secret, "privilege", "attorney_client");
    const auto p = planOf();
    EXPECT_EQ(planned(p, sheet), nullptr);
    EXPECT_THAT(conflicts(p), Contains("exception " + sheet.controlNumber));
    const auto asked = planOf(specification(R"("natives": ["unsupported"])"));
    ASSERT_NE(planned(asked, sheet), nullptr);
    EXPECT_EQ(planned(asked, sheet)->treatment, Treatment::Produced);
    EXPECT_EQ(planned(asked, sheet)->pages, 1);
    EXPECT_EQ(planned(asked, locked), nullptr);
    EXPECT_EQ(planned(asked, secret)->treatment, Treatment::Withheld);
    EXPECT_THAT(conflicts(asked), Not(Contains("exception " + sheet.controlNumber)));
    EXPECT_THAT(conflicts(asked), Contains("exception " + locked.controlNumber));
    EXPECT_EQ(layOut(asked)->at(1).native, "NATIVES/0001/M-0002.xlsx");
}

TEST_F(PlanTest, WithoutAPrivilegeCallItSaysSo) {
    const auto d = responsive("lunch");
    EXPECT_THAT(conflicts(planOf()), Contains("not_coded " + d.controlNumber));
    code(d, "privilege", "none");
    EXPECT_THAT(conflicts(planOf()), IsEmpty());
}

TEST_F(PlanTest, ASlipSheetIsOnePageWithANumber) {
    const auto a = responsive({}, {"one", "two", "three"});
    const auto b = responsive("lunch");
    code(a, "privilege", "attorney_client");
    const auto p = planOf(specification(R"("privileged": "slip_sheet")"));
    EXPECT_EQ(planned(p, a)->treatment, Treatment::SlipSheet);
    EXPECT_EQ(planned(p, a)->beginBates, "M-0001");
    EXPECT_EQ(planned(p, a)->endBates, "M-0001");
    EXPECT_EQ(planned(p, b)->beginBates, "M-0002");
    EXPECT_EQ(layOut(p)->at(0).pages.size(), 1u);
}

TEST_F(PlanTest, NumbersThatLeftBlock) {
    const auto d = responsive("lunch");
    auto first = planOf();
    ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
        Ledger ledger(database);
        REDWELL_TRY(const auto id, ledger.begin(first, "/out/VOL001", "Ann"));
        return ledger.seal(id, "hash");
    }));
    EXPECT_THAT(conflicts(planOf()), Not(Contains(HasSubstr("bates_taken"))));  // the same volume once more
    auto s = specification();
    s.volume = "VOL002";
    EXPECT_THAT(conflicts(planOf(s)), Contains("bates_taken " + d.controlNumber + "!"));
    s.batesStart = 2;
    EXPECT_THAT(conflicts(planOf(s)), Not(Contains(HasSubstr("bates_taken"))));
    s.batesStart = 1;
    s.batesPrefix = "N-";
    EXPECT_THAT(conflicts(planOf(s)), Not(Contains(HasSubstr("bates_taken"))));
}

TEST_F(PlanTest, NumbersThatDoNotFitAreRefused) {
    responsive({}, {"one", "two"});
    auto s = specification();
    s.batesStart = 9999;
    const auto p = plan(*m_case, s);
    ASSERT_FALSE(p);
    EXPECT_EQ(p.error().kind, ErrorKind::Usage);
}

TEST_F(PlanTest, ANativeLeavesOnlyWhenAllItHoldsLeavesWhole) {
    const auto s = specification(R"("natives": ["mail", "pdf"])");
    const auto parent = mail();
    const auto child = attachment(parent, 1, "public and secret");
    const auto native = [&](const documents::Document& d) -> std::string {
        const auto p = planOf(s);
        const auto places = layOut(p);
        for (const auto& place : *places)
            if (p.documents[place.planned].document.id == d.id) return place.native;
        return "nowhere";
    };
    EXPECT_EQ(native(parent), "NATIVES/0001/M-0001.eml");
    EXPECT_EQ(native(child), "NATIVES/0001/M-0002.pdf");
    redact(child, "secret");
    EXPECT_EQ(native(parent), "");
    EXPECT_EQ(native(child), "");
}

TEST_F(PlanTest, ANativeThatHoldsAWithheldAttachmentStays) {
    const auto s = specification(R"("natives": ["mail", "pdf"])");
    const auto parent = mail();
    code(attachment(parent, 1, "advice"), "privilege", "attorney_client");
    EXPECT_EQ(layOut(planOf(s))->at(0).native, "");
}

TEST_F(PlanTest, ANativeStaysWhenAnAttachmentIsAnException) {
    const auto s = specification(R"("natives": ["mail"])");
    const auto parent = mail();
    documents::Document broken;
    broken.parent = parent.id;
    broken.family = parent.id;
    broken.familyOrder = 1;
    broken.state = documents::State::Exception;
    broken.exceptionKind = "password";
    broken.exceptionReason = "needs a password";
    put(broken, {});
    EXPECT_EQ(layOut(planOf(s))->at(0).native, "");
}

TEST_F(PlanTest, AnAttachedMailHoldsItsAttachmentsToo) {
    const auto s = specification(R"("natives": ["mail", "pdf"])");
    const auto parent = mail();
    documents::Document attached;
    attached.kind = documents::Kind::Mail;
    attached.parent = parent.id;
    attached.family = parent.id;
    attached.familyOrder = 1;
    const auto child = put(attached, {"forwarded"});
    attached.kind = documents::Kind::Pdf;
    attached.parent = child.id;
    attached.familyOrder = 2;
    const auto grandchild = put(attached, {"advice"});
    const auto natives = [&] {
        const auto places = layOut(planOf(s));
        std::vector<std::string> all;
        for (const auto& place : *places) all.push_back(place.native.empty() ? "-" : place.native.substr(13));
        return all;
    };
    EXPECT_THAT(natives(), testing::ElementsAre("M-0001.eml", "M-0002.pdf", "M-0003.pdf"));
    code(grandchild, "privilege", "attorney_client");
    EXPECT_THAT(natives(), testing::ElementsAre("-", "-"));
}

TEST_F(PlanTest, AProducedMailThatQuotesAWithheldOneSaysSo) {
    documents::Message message;
    message.ordinal = 1;
    message.page = 1;
    message.body = "Counsel thinks that the agreement cannot be enforced as it stands today.";
    documents::Document wanted;
    wanted.kind = documents::Kind::Mail;
    const auto withheld = responsive(wanted, {message.body}, {message});
    code(withheld, "privilege", "attorney_client");
    message.depth = 1;
    const auto quoting = responsive(wanted, {"See below. " + message.body}, {message});
    EXPECT_THAT(conflicts(planOf()), Contains("quoted_privilege " + quoting.controlNumber + "!"));
}

TEST_F(PlanTest, AQuoteOfAPrivilegedMailThatTheQueryDidNotFindBlocksToo) {
    documents::Message message;
    message.ordinal = 1;
    message.page = 1;
    message.body = "Counsel thinks that the agreement cannot be enforced as it stands today.";
    documents::Document wanted;
    wanted.kind = documents::Kind::Mail;
    code(put(wanted, {message.body}, {message}), "privilege", "attorney_client");
    message.depth = 1;
    const auto quoting = responsive(wanted, {"See below. " + message.body}, {message});
    EXPECT_THAT(conflicts(planOf()), Contains("quoted_privilege " + quoting.controlNumber + "!"));
    redact(quoting, message.body);
    EXPECT_THAT(conflicts(planOf()), testing::Not(Contains(HasSubstr("quoted_privilege"))));
}

TEST_F(PlanTest, ACopyOfARedactedDocumentDoesNotGoOutOpen) {
    const auto covered = responsive(ofBytes("same"), {"the secret list"});
    const auto open = responsive(ofBytes("same"), {"the secret list"});
    redact(covered, "secret");
    EXPECT_THAT(conflicts(planOf()), Contains("duplicate_treatment " + open.controlNumber + "!"));
    redact(open, "secret");
    EXPECT_THAT(conflicts(planOf()), testing::Not(Contains("duplicate_treatment " + open.controlNumber + "!")));
}

class PrivilegedMessages : public PlannedCase {
protected:
    documents::Document chat() {
        documents::Message open, secret;
        open.body = "Lunch?";
        open.page = 1;
        open.regions = {{1, {72, 72, 400, 83}}};
        secret.body = "Counsel says that the list must not leave the house.";
        secret.page = 1;
        secret.regions = {{1, {72, 92, 600, 103}}};
        return responsive({}, {"Lunch?\n" + secret.body}, {open, secret});
    }
    void call(const documents::Document& d, std::size_t ordinal, const std::string& privilege, const std::string& by) {
        const auto done = write([&](casefile::Database& database) -> Result<std::int64_t> {
            REDWELL_TRY(const auto all, messages::MessageStore(database).ofDocument(d.id));
            const std::vector<review::Assignment> assignments = {{"privilege", privilege}};
            return review::MessageCalls(database).change(std::vector{all.at(ordinal - 1).id}, assignments, by);
        });
        ASSERT_TRUE(done) << done.error().message();
    }
};

TEST_F(PrivilegedMessages, BlockUntilEveryWordIsCovered) {
    const auto d = chat();
    code(d, "privilege", "none");
    EXPECT_THAT(conflicts(planOf()), IsEmpty());
    call(d, 2, "attorney_client", "Ann");
    EXPECT_THAT(conflicts(planOf()), Contains("privileged_message " + d.controlNumber + "!"));
    redact(d, "Counsel says that the list");
    EXPECT_THAT(conflicts(planOf()), Contains("privileged_message " + d.controlNumber + "!"));
    redact(d, "must not leave the house");
    EXPECT_THAT(conflicts(planOf()), IsEmpty());
    EXPECT_EQ(planned(planOf(), d)->treatment, Treatment::Redacted);
}

TEST_F(PrivilegedMessages, BlockWhileReviewersDiffer) {
    const auto d = chat();
    code(d, "privilege", "none");
    call(d, 1, "none", "Ann");
    EXPECT_THAT(conflicts(planOf()), IsEmpty());
    call(d, 1, "work_product", "Ben");
    const auto p = planOf();
    ASSERT_THAT(conflicts(p), Contains("privileged_message " + d.controlNumber + "!"));
    EXPECT_THAT(p.conflicts.front().what, HasSubstr("differ"));
}

TEST_F(PrivilegedMessages, GoWithADocumentThatIsWithheld) {
    const auto d = chat();
    call(d, 2, "attorney_client", "Ann");
    code(d, "privilege", "attorney_client");
    EXPECT_THAT(conflicts(planOf()), IsEmpty());
    EXPECT_EQ(planned(planOf(), d)->treatment, Treatment::Withheld);
}

TEST_F(PrivilegedMessages, AreNotToBeQuotedOpenlyElsewhere) {
    const auto d = chat();
    code(d, "privilege", "none");
    call(d, 2, "attorney_client", "Ann");
    redact(d, "Counsel says that the list must not leave the house");
    documents::Message quoted;
    quoted.body = "Counsel says that the list must not leave the house.";
    const auto other = responsive({}, {quoted.body}, {quoted});
    code(other, "privilege", "none");
    EXPECT_THAT(conflicts(planOf()), testing::ElementsAre("quoted_privilege " + other.controlNumber + "!"));
}

}  // namespace
}  // namespace redwell::production

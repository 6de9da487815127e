#include "review/message_calls.h"

#include "casefile/audit.h"
#include "review/annotations.h"
#include "search/search.h"
#include "support/small_case.h"

#include <gmock/gmock.h>

namespace redwell::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class MessageCallsTest : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        documents::Message one, two;
        one.from = "Imogen Vale";
        one.body = "Counsel says no.";
        one.conversation = "counsel";
        two.from = "Ben Okoro";
        two.body = "Then we wait.";
        m_document = put({}, {"Counsel says no.\nThen we wait."}, {one, two});
        auto lease = m_case->read();
        const auto stored = messages::MessageStore(**lease).ofDocument(m_document.id);
        ASSERT_TRUE(stored) << stored.error().message();
        for (const auto& m : *stored) m_messages.push_back(m.id);
        ASSERT_EQ(m_messages.size(), 2u);
    }
    static std::vector<Assignment> read(const std::vector<std::string>& texts) {
        std::vector<Assignment> all;
        for (const auto& text : texts) all.push_back(*CodingStore::parseAssignment(text));
        return all;
    }
    Result<std::int64_t> call(const std::vector<MessageId>& messages, const std::vector<std::string>& texts,
                              const std::string& by) {
        return write([&](casefile::Database& db) { return MessageCalls(db).change(messages, read(texts), by); });
    }
    Result<std::int64_t> settle(MessageId message, const std::string& text, const std::string& by) {
        return write(
            [&](casefile::Database& db) { return MessageCalls(db).settle(std::vector{message}, read({text}), by); });
    }
    Result<std::int64_t> undo(std::int64_t change, const std::string& by) {
        return write([&](casefile::Database& db) { return MessageCalls(db).undo(change, by); });
    }
    MessageCall effective(MessageId message, const std::string& field) {
        auto lease = m_case->read();
        auto all = MessageCalls(**lease).effective(std::vector{message});
        EXPECT_TRUE(all) << all.error().message();
        return (*all)[message][field];
    }
    CodingValues own(MessageId message, const std::string& by) {
        auto lease = m_case->read();
        return (*MessageCalls(**lease).valuesOf(std::vector{message}, by))[message];
    }
    std::vector<Disagreement> disagreements() {
        auto lease = m_case->read();
        auto all = MessageCalls(**lease).disagreements();
        EXPECT_TRUE(all) << all.error().message();
        return *all;
    }
    std::vector<MessageId> found(const std::string& query) {
        auto lease = m_case->read();
        auto all = search::Search(**lease, "UTC").messages(query);
        EXPECT_TRUE(all) << all.error().message();
        return all ? *all : std::vector<MessageId>{};
    }
    std::vector<std::string> flags() {
        auto lease = m_case->read();
        return (*documents::DocumentStore(**lease).find(m_document.id))->flags;
    }

    documents::Document m_document;
    std::vector<MessageId> m_messages;
};

TEST_F(MessageCallsTest, EachReviewerKeepsACallOfHisOwn) {
    ASSERT_TRUE(call(m_messages, {"privilege=attorney_client", "issues=Sourcing"}, "Ann"));
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=none", "hot=no"}, "Ben"));
    EXPECT_EQ(own(m_messages[0], "Ann"),
              (CodingValues{{"privilege", "attorney_client"}, {"issues", R"(["sourcing"])"}}));
    EXPECT_EQ(own(m_messages[0], "Ben"), (CodingValues{{"privilege", "none"}, {"hot", "false"}}));
    EXPECT_THAT(own(m_messages[1], "Ben"), IsEmpty());
}

TEST_F(MessageCallsTest, WhoHasSaidNothingDisagreesWithNobody) {
    ASSERT_TRUE(call({m_messages[0]}, {"hot=true"}, "Ann"));
    EXPECT_EQ(effective(m_messages[0], "hot").standing, CallStanding::Agreed);
    EXPECT_EQ(effective(m_messages[0], "hot").value, "true");
    ASSERT_TRUE(call({m_messages[0]}, {"hot=false"}, "Ben"));
    EXPECT_EQ(effective(m_messages[0], "hot").standing, CallStanding::InConflict);
    EXPECT_EQ(effective(m_messages[0], "hot").value, "");
    ASSERT_TRUE(call({m_messages[0]}, {"hot="}, "Ben"));
    EXPECT_EQ(effective(m_messages[0], "hot").standing, CallStanding::Agreed);
}

TEST_F(MessageCallsTest, NotesOfTwoAreBothKeptAndNeverInConflict) {
    ASSERT_TRUE(call({m_messages[0]}, {"notes=Ask counsel."}, "Ann"));
    ASSERT_TRUE(call({m_messages[0]}, {"notes=Done."}, "Ben"));
    EXPECT_EQ(effective(m_messages[0], "notes").value, "Ann: Ask counsel.\nBen: Done.");
    EXPECT_THAT(disagreements(), IsEmpty());
    EXPECT_EQ(settle(m_messages[0], "notes=x", "Cara").error().kind, ErrorKind::Usage);
}

TEST_F(MessageCallsTest, AThirdChoiceSettlesADisagreementAndIsLogged) {
    ASSERT_TRUE(call(m_messages, {"privilege=attorney_client"}, "Ann"));
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=none"}, "Ben"));
    const auto open = disagreements();
    ASSERT_EQ(open.size(), 1u);
    EXPECT_EQ(open[0].controlNumber, m_document.controlNumber);
    EXPECT_EQ(open[0].ordinal, 1);
    ASSERT_EQ(open[0].calls.size(), 2u);
    EXPECT_EQ(open[0].calls[1].by, "Ben");
    EXPECT_THAT(found("is:disagreed"), ElementsAre(m_messages[0]));

    ASSERT_TRUE(settle(m_messages[0], "privilege=work_product", "Cara"));
    EXPECT_THAT(disagreements(), IsEmpty());
    EXPECT_THAT(found("is:disagreed"), IsEmpty());
    const auto now = effective(m_messages[0], "privilege");
    EXPECT_EQ(now.standing, CallStanding::Settled);
    EXPECT_EQ(now.value, "work_product");
    EXPECT_EQ(now.settlement->by, "Cara");
    EXPECT_EQ(own(m_messages[0], "Ben").at("privilege"), "none") << "what was called stays to be seen";
    auto lease = m_case->read();
    EXPECT_TRUE(MessageCalls(**lease).history(m_messages[0])->front().isSettlement);
    std::string action, details;
    ASSERT_TRUE(casefile::eachAuditRow(**lease, [&](const casefile::AuditRow& row) {
        action = row.action;
        details = row.details;
    }));
    EXPECT_EQ(action, "settle_call");
    EXPECT_THAT(details, testing::HasSubstr("work_product"));
    EXPECT_TRUE(casefile::verifyAudit(**lease));
}

TEST_F(MessageCallsTest, WhereNobodyDiffersNothingIsToBeSettled) {
    EXPECT_EQ(settle(m_messages[0], "privilege=none", "Cara").error().kind, ErrorKind::Conflict);
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=none"}, "Ann"));
    EXPECT_EQ(settle(m_messages[0], "privilege=none", "Cara").error().kind, ErrorKind::Conflict);
    EXPECT_EQ(settle(m_messages[0], "privilege=perhaps", "Cara").error().kind, ErrorKind::Usage);
}

TEST_F(MessageCallsTest, ALaterCallOpensASettlementUnlessItSaysTheSame) {
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=attorney_client"}, "Ann"));
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=none"}, "Ben"));
    ASSERT_TRUE(settle(m_messages[0], "privilege=none", "Cara"));
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=none"}, "Dov"));
    EXPECT_EQ(effective(m_messages[0], "privilege").standing, CallStanding::Settled);
    const auto later = call({m_messages[0]}, {"privilege=work_product"}, "Ann");
    EXPECT_EQ(effective(m_messages[0], "privilege").standing, CallStanding::InConflict);
    ASSERT_TRUE(undo(*later, "Ann"));
    EXPECT_EQ(effective(m_messages[0], "privilege").standing, CallStanding::Settled);
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=other"}, "Ann"));
    ASSERT_TRUE(settle(m_messages[0], "privilege=none", "Cara"));
    EXPECT_EQ(effective(m_messages[0], "privilege").standing, CallStanding::Settled);
}

TEST_F(MessageCallsTest, OneChangeIsOneUndoAndOneRedo) {
    const auto first = call(m_messages, {"privilege=none", "hot=true"}, "Ann");
    const auto undone = undo(*first, "Ann");
    ASSERT_TRUE(undone) << undone.error().message();
    for (const auto m : m_messages) EXPECT_THAT(own(m, "Ann"), IsEmpty());
    ASSERT_TRUE(undo(*undone, "Ann"));
    for (const auto m : m_messages) EXPECT_EQ(own(m, "Ann").size(), 2u);
    ASSERT_TRUE(call({m_messages[0]}, {"hot=false"}, "Ann"));
    const auto stale = undo(*first, "Ann");
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(own(m_messages[1], "Ann").size(), 2u) << "all or nothing";
}

TEST_F(MessageCallsTest, NobodyTakesBackAnothersCall) {
    const auto change = call({m_messages[0]}, {"hot=true"}, "Ann");
    EXPECT_EQ(undo(*change, "Ben").error().kind, ErrorKind::Permission);
    EXPECT_EQ(own(m_messages[0], "Ann").at("hot"), "true");
}

TEST_F(MessageCallsTest, ASettlementTakenBackLeavesTheOneBefore) {
    ASSERT_TRUE(call({m_messages[0]}, {"hot=true"}, "Ann"));
    ASSERT_TRUE(call({m_messages[0]}, {"hot=false"}, "Ben"));
    ASSERT_TRUE(settle(m_messages[0], "hot=true", "Cara"));
    const auto second = settle(m_messages[0], "hot=false", "Dov");
    ASSERT_TRUE(undo(*second, "Ben"));
    EXPECT_EQ(effective(m_messages[0], "hot").value, "true");
    EXPECT_EQ(effective(m_messages[0], "hot").settlement->by, "Cara");
    ASSERT_TRUE(settle(m_messages[0], "hot=", "Cara"));
    EXPECT_EQ(effective(m_messages[0], "hot").standing, CallStanding::InConflict);
}

TEST_F(MessageCallsTest, TwoReviewersStandSideBySide) {
    ASSERT_TRUE(call(m_messages, {"privilege=attorney_client", "hot=true"}, "Ann"));
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=none", "hot=true"}, "Ben"));
    ASSERT_TRUE(write([&](casefile::Database& db) {
        Annotation note;
        note.document = m_document.id;
        note.message = m_messages[1];
        note.note = "See the memo.";
        note.by = "Ben";
        return AnnotationStore(db).add(note);
    }));
    auto lease = m_case->read();
    MessageCalls calls(**lease);
    const auto rows = calls.compare({m_document.id, {}}, "Ann", "Ben");
    ASSERT_TRUE(rows) << rows.error().message();
    std::vector<std::string> seen;
    for (const auto& row : *rows)
        seen.push_back(std::to_string(row.ordinal) + " " + row.field + ": " + row.first + " | " + row.second +
                       (row.isOpen() ? " !" : ""));
    EXPECT_THAT(seen,
                ElementsAre("1 privilege: attorney_client | none !", "1 hot: true | true",
                            "2 privilege: attorney_client | ", "2 hot: true | ", "2 annotation:  | See the memo."));
    EXPECT_EQ(calls.compare({{}, "counsel"}, "Ann", "Ben")->size(), 2u);
    EXPECT_THAT(*calls.compare({{}, "other"}, "Ann", "Ben"), IsEmpty());
    EXPECT_EQ(calls.compare({}, "Ann", "Ann").error().kind, ErrorKind::Usage);
    EXPECT_THAT(*calls.reviewers(), ElementsAre("Ann", "Ben"));
}

TEST_F(MessageCallsTest, MessagesAreFoundByTheirCallsAndElseByTheirDocuments) {
    ASSERT_TRUE(write([&](casefile::Database& db) {
        return CodingStore(db).change(std::vector{m_document.id}, read({"privilege=common_interest"}), "Ann");
    }));
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=attorney_client", "issues=Training data", "hot=false"}, "Ann"));
    EXPECT_THAT(found("privilege:attorney_client"), ElementsAre(m_messages[0]));
    EXPECT_THAT(found("privilege:common_interest"), ElementsAre(m_messages[1]));
    EXPECT_THAT(found("issues:\"training data\""), ElementsAre(m_messages[0]));
    EXPECT_EQ(found("hot:false").size(), 2u);
    EXPECT_THAT(found("hot:true"), IsEmpty());
    ASSERT_TRUE(call({m_messages[0]}, {"privilege=none"}, "Ben"));
    EXPECT_THAT(found("privilege:attorney_client"), ElementsAre(m_messages[0])) << "while it is in conflict";
    EXPECT_THAT(found("privilege:none"), ElementsAre(m_messages[0]));
    auto lease = m_case->read();
    EXPECT_THAT(*search::Search(**lease, "UTC").documents("is:disagreed"), ElementsAre(m_document.id));
}

TEST_F(MessageCallsTest, APrivilegedMessageFlagsItsDocument) {
    using testing::Contains;
    using testing::Not;
    EXPECT_THAT(flags(), Not(Contains("privileged_message")));
    ASSERT_TRUE(call({m_messages[1]}, {"privilege=attorney_client"}, "Ann"));
    EXPECT_THAT(flags(), Contains("privileged_message"));
    ASSERT_TRUE(call({m_messages[1]}, {"privilege=none"}, "Ben"));
    EXPECT_THAT(flags(), Contains("privileged_message"));
    ASSERT_TRUE(settle(m_messages[1], "privilege=none", "Cara"));
    EXPECT_THAT(flags(), Not(Contains("privileged_message")));
}

}  // namespace
}  // namespace redwell::review

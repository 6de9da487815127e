#include "review/corrections.h"

#include "casefile/audit.h"
#include "review/annotations.h"
#include "review/message_calls.h"
#include "search/search.h"
#include "support/small_case.h"

#include <gmock/gmock.h>

namespace redwell::review {
namespace {

using documents::Message;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A chat of three messages on one page; the second holds a fourth that was not told apart. Lines stand every 20 points
// from 72, each 10 high.
class CorrectionsTest : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        m_document =
            put({},
                {"Vale 9:01\nDid you fetch them\nOkoro 9:02\nYes all of them\nDov 9:03\nNot the novels\nVale 9:04\n"
                 "Good\nExhibit 12"},
                said());
    }
    static std::vector<Message> said() {
        return {message("Vale", "2023-10-24T09:01", "Did you fetch them", 72, 102),
                message("Okoro", "2023-10-24T09:02", "Yes all of them\nDov 9:03\nNot the novels", 112, 182),
                message("Vale", "2023-10-24T09:04", "Good", 192, 222)};
    }
    static Message message(const std::string& from, const std::string& sent, const std::string& body, double y0,
                           double y1) {
        Message m;
        m.from = from;
        m.sent.text = sent;
        m.body = body;
        m.page = 1;
        m.regions = {{1, {72, y0, 400, y1}}};
        return m;
    }
    std::vector<Message> stored() {
        auto lease = m_case->read();
        auto all = messages::MessageStore(**lease).ofDocument(m_document.id);
        EXPECT_TRUE(all) << all.error().message();
        return *all;
    }
    MessageId idOf(int ordinal) { return stored().at(static_cast<std::size_t>(ordinal) - 1).id; }
    std::vector<std::string> told() {
        std::vector<std::string> all;
        for (const auto& m : stored()) all.push_back(m.from + ": " + m.body);
        return all;
    }
    template <class Work>
    Result<std::int64_t> correct(Work&& work) {
        return write([&](casefile::Database& db) {
            Corrections corrections(db, "America/New_York");
            return work(corrections);
        });
    }
    Result<std::int64_t> undo(std::int64_t change) {
        return correct([&](Corrections& c) { return c.undo(change, "Ann"); });
    }
    void call(MessageId message, const std::string& text, const std::string& by = "Ann") {
        const auto done = write([&](casefile::Database& db) {
            return MessageCalls(db).change(std::vector{message}, std::vector{*CodingStore::parseAssignment(text)}, by);
        });
        ASSERT_TRUE(done) << done.error().message();
    }
    std::string called(MessageId message, const std::string& field) {
        auto lease = m_case->read();
        auto all = MessageCalls(**lease).effective(std::vector{message});
        return (*all)[message][field].value;
    }
    AnnotationId annotate(MessageId message) {
        return *write([&](casefile::Database& db) {
            Annotation note;
            note.document = m_document.id;
            note.message = message;
            note.note = "See the memo.";
            note.by = "Ann";
            return AnnotationStore(db).add(note);
        });
    }
    MessageId annotated() {
        auto lease = m_case->read();
        const auto all = AnnotationStore(**lease).ofDocument(m_document.id);
        return all->at(0).message;
    }
    std::size_t found(const std::string& query) {
        auto lease = m_case->read();
        const auto all = search::Search(**lease, "UTC").messages(query);
        EXPECT_TRUE(all);
        return all->size();
    }
    void readAgain() {
        ASSERT_TRUE(write([&](casefile::Database& db) {
            return messages::MessageStore(db).replace(m_document.id, said(), "America/New_York");
        }));
    }

    documents::Document m_document;
};

TEST_F(CorrectionsTest, ACorrectedSenderAndTimeAreKeptAuditedAndFound) {
    const auto id = idOf(2);
    MessageMending mending;
    mending.from = "Ben  Okoro";
    mending.sent = "2023-10-24 10:02";
    mending.to = {"Imogen Vale", " "};
    const auto change = correct([&](Corrections& c) { return c.edit(id, mending, "Ann"); });
    ASSERT_TRUE(change) << change.error().message();
    const auto now = stored()[1];
    EXPECT_EQ(now.id, id);
    EXPECT_EQ(now.from, "Ben Okoro");
    EXPECT_EQ(now.sent.text, "2023-10-24T10:02");
    EXPECT_THAT(now.to, ElementsAre("Imogen Vale"));
    EXPECT_TRUE(now.isCorrected);
    EXPECT_EQ(found("from:ben to:imogen"), 1u);
    EXPECT_EQ(found("after:2023-10-23 from:ben"), 1u);
    auto lease = m_case->read();
    std::string details;
    ASSERT_TRUE(casefile::eachAuditRow(**lease, [&](const casefile::AuditRow& row) {
        if (row.action == "correct_message") details = row.details;
    }));
    EXPECT_THAT(details, HasSubstr("Ben Okoro"));
    EXPECT_THAT(details, HasSubstr("\"Okoro\""));

    ASSERT_TRUE(undo(*change));
    EXPECT_EQ(stored()[1].from, "Okoro");
    EXPECT_FALSE(stored()[1].isCorrected);
    EXPECT_EQ(found("from:ben"), 0u);
}

TEST_F(CorrectionsTest, WhatIsNoTimeIsRefused) {
    for (const char* sent : {"yesterday", "2023-02-30T10:00", "2023-10-24", "2023-10-24T9:5"}) {
        MessageMending mending;
        mending.sent = sent;
        const auto change = correct([&](Corrections& c) { return c.edit(idOf(1), mending, "Ann"); });
        ASSERT_FALSE(change) << sent;
        EXPECT_EQ(change.error().kind, ErrorKind::Usage) << sent;
    }
}

TEST_F(CorrectionsTest, SplitDividesTextAndPlaceAndKeepsIds) {
    const auto before = stored();
    MessageMending second;
    second.from = "Dov";
    second.sent = "2023-10-24T09:03";
    const auto change = correct([&](Corrections& c) { return c.splitAt(before[1].id, 2, second, "Ann"); });
    ASSERT_TRUE(change) << change.error().message();
    const auto now = stored();
    EXPECT_THAT(told(), ElementsAre("Vale: Did you fetch them", "Okoro: Yes all of them",
                                    "Dov: Dov 9:03\nNot the novels", "Vale: Good"));
    EXPECT_EQ(now[1].id, before[1].id);
    EXPECT_EQ(now[3].id, before[2].id);
    EXPECT_EQ(now[3].ordinal, 4);
    ASSERT_EQ(now[1].regions.size(), 1u);
    ASSERT_EQ(now[2].regions.size(), 1u);
    EXPECT_EQ(now[1].regions[0].box, (Box{72, 112, 400, 147}));  // between the lines at 132 and 152
    EXPECT_EQ(now[2].regions[0].box, (Box{72, 147, 400, 182}));
    EXPECT_EQ(found("from:dov novels"), 1u);
    auto lease = m_case->read();
    EXPECT_EQ(*Corrections(**lease, "UTC").outcome(*change), now[2].id);

    const auto undone = undo(*change);
    ASSERT_TRUE(undone) << undone.error().message();
    auto whole = before;
    EXPECT_EQ(stored(), whole);
    ASSERT_TRUE(undo(*undone));
    EXPECT_EQ(stored(), now) << "and again, under the same ids";
}

TEST_F(CorrectionsTest, BothHalvesHaveTheCallsOfTheWhole) {
    const auto id = idOf(2);
    call(id, "privilege=attorney_client");
    ASSERT_TRUE(correct([&](Corrections& c) { return c.splitAt(id, 2, {}, "Ben"); }));
    EXPECT_EQ(called(idOf(2), "privilege"), "attorney_client");
    EXPECT_EQ(called(idOf(3), "privilege"), "attorney_client");
}

TEST_F(CorrectionsTest, AHalfThatWasCalledSinceIsNotLostByAnUndo) {
    const auto change = correct([&](Corrections& c) { return c.splitAt(idOf(2), 2, {}, "Ann"); });
    call(idOf(3), "hot=true");
    const auto undone = undo(*change);
    ASSERT_FALSE(undone);
    EXPECT_EQ(undone.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(called(idOf(3), "hot"), "true");
}

TEST_F(CorrectionsTest, MergeTakesTheNextOnesTextPlaceCallsAndNotes) {
    const auto first = idOf(2), second = idOf(3);
    call(second, "privilege=work_product");
    annotate(second);
    const auto change = correct([&](Corrections& c) { return c.mergeWithNext(first, "Ann"); });
    ASSERT_TRUE(change) << change.error().message();
    EXPECT_EQ(stored().size(), 2u);
    EXPECT_EQ(stored()[1].regions.size(), 2u);
    EXPECT_EQ(called(first, "privilege"), "work_product");
    EXPECT_EQ(annotated(), first);
    ASSERT_TRUE(undo(*change));
    EXPECT_EQ(idOf(3), second);
    EXPECT_EQ(called(second, "privilege"), "work_product");
    EXPECT_EQ(called(first, "privilege"), "");
    EXPECT_EQ(annotated(), second);
}

TEST_F(CorrectionsTest, TwoCallsThatDifferAreNotMergedIntoOne) {
    call(idOf(2), "privilege=none");
    call(idOf(3), "privilege=work_product");
    const auto change = correct([&](Corrections& c) { return c.mergeWithNext(idOf(2), "Cara"); });
    ASSERT_FALSE(change);
    EXPECT_EQ(change.error().kind, ErrorKind::Conflict);
    EXPECT_THAT(change.error().message(), HasSubstr("privilege"));
    EXPECT_EQ(stored().size(), 3u);
}

TEST_F(CorrectionsTest, LinesMoveToTheNeighbourAndTheHeadStays) {
    ASSERT_TRUE(correct([&](Corrections& c) { return c.giveToNext(idOf(2), 3, "Ann"); }));
    EXPECT_THAT(told(), ElementsAre("Vale: Did you fetch them", "Okoro: Yes all of them\nDov 9:03",
                                    "Vale: Not the novels\nGood"));
    EXPECT_EQ(stored()[2].regions.size(), 2u);
    ASSERT_TRUE(correct([&](Corrections& c) { return c.giveToPrevious(idOf(2), 2, "Ann"); }));
    EXPECT_THAT(told(), ElementsAre("Vale: Did you fetch them\nYes all of them", "Okoro: Dov 9:03",
                                    "Vale: Not the novels\nGood"));
    const auto now = stored();
    ASSERT_EQ(now[1].regions.size(), 2u);
    EXPECT_TRUE(now[1].regions[0].box.contains(80, 115)) << "Okoro 9:02";
    EXPECT_TRUE(now[0].regions[1].box.contains(80, 137)) << "Yes all of them";
    EXPECT_FALSE(now[0].regions[1].box.contains(80, 157)) << "Dov 9:03";
}

TEST_F(CorrectionsTest, TextOfNoMessageBecomesOne) {
    ASSERT_TRUE(write([&](casefile::Database& db) {
        return db.run(
            "INSERT INTO unassigned_text(document_id, page, x0, y0, x1, y1) VALUES (:id, 1, 72, 232, 200, 242)",
            {{":id", m_document.id.value}});
    }));
    MessageMending about;
    about.from = "Clerk";
    const auto change = correct([&](Corrections& c) {
        return c.take(m_document.id, 1, {70, 230, 300, 245}, about, "Ann");
    });
    ASSERT_TRUE(change) << change.error().message();
    EXPECT_EQ(told().back(), "Clerk: Exhibit 12");
    auto lease = m_case->read();
    EXPECT_EQ(*(*lease)->integer("SELECT count(*) FROM unassigned_text"), 0);
    const auto taken = correct([&](Corrections& c) {
        return c.take(m_document.id, 1, {70, 190, 300, 245}, about, "Ann");
    });
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().kind, ErrorKind::Conflict);
    ASSERT_TRUE(undo(*change));
    EXPECT_EQ(stored().size(), 3u);
    EXPECT_EQ(*(*lease)->integer("SELECT count(*) FROM unassigned_text"), 1);
}

TEST_F(CorrectionsTest, ARemovedMessageComesBackAsItWas) {
    const auto before = stored();
    const auto last = before[2].id;
    call(last, "hot=true");
    annotate(last);
    const auto change = correct([&](Corrections& c) { return c.remove(last, "Ann"); });
    ASSERT_TRUE(change) << change.error().message();
    EXPECT_EQ(stored().size(), 2u);
    EXPECT_EQ(found("good"), 0u);
    EXPECT_EQ(annotated(), MessageId{});
    // Somebody else's message does not get the id meanwhile.
    const auto other = put({}, {"Hello"}, {message("Vale", "", "Hello", 72, 82)});
    const auto undone = undo(*change);
    ASSERT_TRUE(undone) << undone.error().message();
    EXPECT_EQ(stored(), before);
    EXPECT_EQ(called(last, "hot"), "true");
    EXPECT_EQ(annotated(), last);
    EXPECT_EQ(found("good"), 1u);
}

TEST_F(CorrectionsTest, AReadingAgainLosesNoCorrectionUntilItIsTakenBack) {
    const auto change = correct([&](Corrections& c) { return c.remove(idOf(1), "Ann"); });
    readAgain();
    EXPECT_THAT(told().front(), HasSubstr("Okoro"));
    ASSERT_TRUE(undo(*change));
    const auto redone = correct([&](Corrections& c) { return c.mergeWithNext(idOf(1), "Ann"); });
    readAgain();
    EXPECT_EQ(stored().size(), 2u);
    ASSERT_TRUE(undo(*redone));
    ASSERT_TRUE(write([&](casefile::Database& db) {
        return messages::MessageStore(db).replace(m_document.id, {said()[0]}, "America/New_York");
    }));
    EXPECT_EQ(stored().size(), 1u);
}

TEST_F(CorrectionsTest, AReadingAgainKeepsMessagesThatWereCalled) {
    call(idOf(3), "privilege=attorney_client");
    ASSERT_TRUE(write([&](casefile::Database& db) {
        return messages::MessageStore(db).replace(m_document.id, {said()[0]}, "America/New_York");
    }));
    EXPECT_EQ(called(idOf(3), "privilege"), "attorney_client");
}

TEST_F(CorrectionsTest, AnEarlierCorrectionIsNotTakenBackUnderALaterOne) {
    const auto first = correct([&](Corrections& c) { return c.splitAt(idOf(2), 2, {}, "Ann"); });
    const auto second = correct([&](Corrections& c) { return c.mergeWithNext(idOf(3), "Ann"); });
    const auto stale = undo(*first);
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().kind, ErrorKind::Conflict);
    ASSERT_TRUE(undo(*second));
    ASSERT_TRUE(undo(*first));
    EXPECT_EQ(stored().size(), 3u);
    EXPECT_EQ(undo(*first).error().kind, ErrorKind::Conflict);
    auto lease = m_case->read();
    EXPECT_EQ(Corrections(**lease, "UTC").history(m_document.id)->size(), 4u);
}

TEST_F(CorrectionsTest, WhatCannotBeDividedIsSaid) {
    for (const int line : {0, 1, 2, 99}) {
        const auto change = correct([&](Corrections& c) { return c.splitAt(idOf(1), line, {}, "Ann"); });
        ASSERT_FALSE(change) << line;
        EXPECT_EQ(change.error().kind, ErrorKind::Usage);
        EXPECT_THAT(change.error().message(), HasSubstr("message 1"));
    }
    EXPECT_EQ(correct([&](Corrections& c) { return c.mergeWithNext(idOf(3), "Ann"); }).error().kind, ErrorKind::Usage);
}

}  // namespace
}  // namespace redwell::review

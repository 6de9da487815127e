#include "redaction/finder.h"

#include "support/small_case.h"

namespace redwell::redaction {
namespace {

class FinderTest : public support::SmallCase {
protected:
    std::vector<std::string> texts(const std::vector<std::string>& pages, const std::string& phrase) {
        const auto d = put({}, pages);
        auto lease = m_case->read();
        const std::vector<DocumentId> one{d.id};
        const auto found = findText(**lease, one, phrase);
        EXPECT_TRUE(found) << found.error().message();
        return textsOf(found);
    }
    std::vector<std::string> patterns(const std::string& text, const std::string& name) {
        const auto d = put(text);
        auto lease = m_case->read();
        const std::vector<DocumentId> one{d.id};
        const auto found = findPattern(**lease, one, name);
        EXPECT_TRUE(found) << found.error().message();
        return textsOf(found);
    }
    static std::vector<std::string> textsOf(const Result<std::vector<Found>>& found) {
        std::vector<std::string> all;
        if (found)
            for (const auto& place : *found) all.push_back(place.text);
        return all;
    }
};

using Texts = std::vector<std::string>;

TEST_F(FinderTest, SaysWhereInItsContextTheFoundWordsStand) {
    const auto d = put({}, {"alpha beta vale gamma\nanother vale's line"});
    auto lease = m_case->read();
    const auto found = findText(**lease, std::vector{d.id}, "vale");
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 2u);
    const auto hit = [&](std::size_t i) { return (*found)[i].context.substr((*found)[i].hitAt, (*found)[i].hitSize); };
    EXPECT_EQ(hit(0), "vale");
    EXPECT_EQ(hit(1), "vale's");
    EXPECT_GT((*found)[1].hitAt, (*found)[0].hitAt);
}

TEST_F(FinderTest, CoversAPhraseAcrossLinesAndPages) {
    EXPECT_EQ(texts({"the secret\nTraining list."}, "SECRET training"), Texts{"secret Training"});
    EXPECT_EQ(texts({"the secret", "training list"}, "secret training"), (Texts{"secret", "training"}));
}

TEST_F(FinderTest, CoversALongWordInsideOthersButNotAShortOne) {
    EXPECT_EQ(texts({"Vale's list to ivale@meridian.example and Valentine"}, "Vale"),
              (Texts{"Vale's", "ivale@meridian.example", "Valentine"}));
    EXPECT_EQ(texts({"Ann and Annette"}, "Ann"), Texts{"Ann"});
}

TEST_F(FinderTest, DoesNotFindAWordInTheSeamOfTwo) { EXPECT_EQ(texts({"nirvana lending"}, "vanal"), Texts{}); }

TEST_F(FinderTest, CoversWordsThatALineBreakOrSpacingDivides) {
    EXPECT_EQ(texts({"all the train-\ning runs"}, "training"), Texts{"train- ing"});
    EXPECT_EQ(texts({"V a l e wrote"}, "Vale"), Texts{"V a l e"});
}

TEST_F(FinderTest, GivesOneBoxALine) {
    const auto d = put("first secret\nwords here");
    auto lease = m_case->read();
    const std::vector<DocumentId> one{d.id};
    const auto found = *findText(**lease, one, "secret words");
    ASSERT_EQ(found.size(), 1u);
    ASSERT_EQ(found[0].boxes.size(), 2u);
    EXPECT_EQ(found[0].boxes[0], (Box{108, 72, 144, 82}));
    EXPECT_EQ(found[0].boxes[1], (Box{72, 92, 102, 102}));
    EXPECT_FALSE(findText(**lease, one, " ?! "));
}

TEST_F(FinderTest, KnowsNumbersByTheirShapeAndCheckDigits) {
    EXPECT_EQ(patterns("my SSN is 219-09-9999, not 000-12-3456", "ssn"), Texts{"219-09-9999,"});
    EXPECT_EQ(patterns("write to i.vale+x@meridian.example today", "email"), Texts{"i.vale+x@meridian.example"});
    EXPECT_EQ(patterns("card 4111 1111 1111 1111 or 4111 1111 1111 1112", "credit_card"), Texts{"4111 1111 1111 1111"});
    EXPECT_EQ(patterns("pay DE89 3704 0044 0532 0130 00 and wait", "iban"), Texts{"DE89 3704 0044 0532 0130 00"});
    EXPECT_EQ(patterns("pay DE88 3704 0044 0532 0130 00", "iban"), Texts{});
    EXPECT_EQ(patterns("call (212) 555-0142 or +44 20 7946 0958 by 2023-10-24", "phone"),
              (Texts{"(212) 555-0142", "+44 20 7946 0958"}));
}

TEST_F(FinderTest, TakesTheWordsOfASelection) {
    const auto d = put("one two three\nfour five six");
    auto lease = m_case->read();
    const auto boxes = *wordBoxes(**lease, d.id, 1, {90, 60, 130, 110});
    ASSERT_EQ(boxes.size(), 2u);
    EXPECT_EQ(boxes[0], (Box{96, 72, 114, 82}));
}

TEST_F(FinderTest, CoversAMessageWhereItsWordsStand) {
    documents::Message message;
    message.from = "Imogen Vale";
    message.regions = {{1, {60, 70, 300, 84}}, {2, {60, 70, 300, 104}}};
    const auto d = put({}, {"Imogen: secret\nDario: fine", "goes on\nhere"}, {message});
    auto lease = m_case->read();
    const auto stored = messages::MessageStore(**lease).ofDocument(d.id)->front();
    const auto redactions = *ofMessage(**lease, stored.id);
    ASSERT_EQ(redactions.size(), 2u);
    EXPECT_EQ(redactions[0].box, (Box{72, 72, 156, 82}));
    EXPECT_EQ(redactions[1].page, 2);
    EXPECT_DOUBLE_EQ(redactions[1].box.y1, 102);
}

}  // namespace
}  // namespace redwell::redaction

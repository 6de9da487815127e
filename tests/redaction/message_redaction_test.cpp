#include "redaction/message_redaction.h"

#include "redaction/quotation.h"
#include "redaction/redactions.h"
#include "support/small_case.h"

#include <gmock/gmock.h>

namespace redwell::redaction {
namespace {

using documents::Message;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kBody = "Counsel told us that the fiction subset came from the mirror in Riga";

class MessageRedactionTest : public support::SmallCase {
protected:
    static Message message(const std::string& body, double y0, double y1) {
        Message m;
        m.from = "Imogen Vale";
        m.body = body;
        m.page = 1;
        m.regions = {{1, {72, y0, 560, y1}}};
        return m;
    }
    void SetUp() override {
        SmallCase::SetUp();
        m_chat = put({}, {std::string("Vale 9:01\n") + kBody + "\nOkoro 9:02\nThanks will do"},
                     {message(kBody, 72, 103), message("Thanks will do", 112, 143)});
    }
    MessageId idOf(const documents::Document& document, std::size_t ordinal = 1) {
        auto lease = m_case->read();
        const auto all = messages::MessageStore(**lease).ofDocument(document.id);
        return all->at(ordinal - 1).id;
    }
    Sightings sightings(MessageId message) {
        auto lease = m_case->read();
        auto found = findSightings(**lease, message);
        EXPECT_TRUE(found) << found.error().message();
        return found ? *found : Sightings{};
    }
    MessageRedaction redact(const std::vector<Sighting>& chosen) {
        auto done = write([&](casefile::Database& db) { return redaction::redact(db, chosen, "Privileged", "Ann"); });
        EXPECT_TRUE(done) << done.error().message();
        return done ? *done : MessageRedaction{};
    }
    std::vector<Redaction> standing(const documents::Document& document) {
        auto lease = m_case->read();
        return *RedactionStore(**lease).ofDocument(document.id);
    }
    static std::vector<std::string> told(const Sightings& found) {
        std::vector<std::string> all;
        for (const auto& s : found.all)
            all.push_back(s.controlNumber + " " + std::string(name(s.how)) + (s.isLocated() ? "" : " nowhere"));
        return all;
    }

    documents::Document m_chat;
};

TEST_F(MessageRedactionTest, ItsOwnPlaceAloneIsThatOfTheWholeSearch) {
    put({}, {std::string("From Vale\n") + kBody}, {message(kBody, 72, 103)});
    const auto id = idOf(m_chat);
    const auto alone = [&] {
        auto lease = m_case->read();
        auto own = ownPlace(**lease, id);
        EXPECT_TRUE(own) << own.error().message();
        return own ? *own : Sighting{};
    };
    const auto own = alone();
    const auto all = sightings(id).all;
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(own.how, Sighting::How::Itself);
    EXPECT_EQ(own.message, id);
    ASSERT_EQ(own.places.size(), all[0].places.size());
    EXPECT_EQ(own.places[0].boxes, all[0].places[0].boxes);
    EXPECT_FALSE(own.isCovered);
    redact({own});
    EXPECT_TRUE(alone().isCovered);
}

TEST_F(MessageRedactionTest, FindsTheMessageItsCopyAndItsQuotation) {
    const auto memo = put(std::string("He wrote\n> ") + kBody + "\nwhich is wrong");
    const auto copy = put({}, {std::string("From Vale\n") + kBody}, {message(kBody, 72, 103)});
    put("The weather in Riga is fine and the subset is small");
    const auto found = sightings(idOf(m_chat));
    EXPECT_THAT(told(found), ElementsAre(m_chat.controlNumber + " itself", memo.controlNumber + " quotation",
                                         copy.controlNumber + " same_message"));
    EXPECT_EQ(found.all[1].excerpt, kBody);
    EXPECT_EQ(found.all[1].score, 1);
    ASSERT_EQ(found.all[1].places.size(), 1u);
    EXPECT_EQ(found.all[1].places[0].boxes[0].x0, 84) << "from behind the quotation mark";
}

TEST_F(MessageRedactionTest, AMisreadWordAndALineBreakHideNoQuotation) {
    const auto scan =
        put("Counse1 told us that the flction sub-\nset came from the mirror in Rlga\nand so on to the end");
    const auto found = sightings(idOf(m_chat));
    ASSERT_EQ(found.all.size(), 2u);
    EXPECT_EQ(found.all[1].controlNumber, scan.controlNumber);
    EXPECT_GE(found.all[1].score, 0.6);
    ASSERT_EQ(found.all[1].places[0].boxes.size(), 2u);
    EXPECT_EQ(found.all[1].places[0].boxes[0].x0, 72) << "the misread first word too";
    EXPECT_GE(found.all[1].places[0].boxes[1].x1, 72 + 6 * 32) << "and the last";
}

TEST_F(MessageRedactionTest, APartThatWasQuotedIsFound) {
    put("As she said the fiction subset came from the mirror in Riga so there");
    const auto found = sightings(idOf(m_chat));
    ASSERT_EQ(found.all.size(), 2u);
    EXPECT_LT(found.all[1].score, 1);
}

TEST_F(MessageRedactionTest, APhraseOfItIsOfferedInPart) {
    const auto memo = put("I hear that the fiction subset came from elsewhere, as Counsel wrote");
    const auto found = sightings(idOf(m_chat));
    ASSERT_EQ(found.all.size(), 2u);
    EXPECT_EQ(found.all[1].controlNumber, memo.controlNumber);
    EXPECT_TRUE(found.all[1].isPart);
    EXPECT_FALSE(found.all[0].isPart);
    EXPECT_EQ(found.all[1].excerpt, "that the fiction subset came from");
}

TEST_F(MessageRedactionTest, ManyWordsInARowAreNoWholeQuotation) {
    put("As she said the fiction subset came from the mirror in Riga so there");
    const auto found = sightings(idOf(m_chat));
    ASSERT_EQ(found.all.size(), 2u);
    EXPECT_TRUE(found.all[1].isPart) << found.all[1].score;
}

TEST_F(MessageRedactionTest, MisreadAndDividedWordsCountForTheWhole) {
    put("Counse1 told us that the flction sub-\nset came from the mirror in Rlga\nand so on to the end");
    const auto found = sightings(idOf(m_chat));
    ASSERT_EQ(found.all.size(), 2u);
    EXPECT_FALSE(found.all[1].isPart) << found.all[1].score;
}

TEST_F(MessageRedactionTest, AQuotationThatGoesOnOnTheNextPageIsWhole) {
    put({}, {"He wrote\nCounsel told us that the fiction subset\nExported on 31 January 2024 page 3 of 7",
             "Marlowe and others against Cartwright Press Limited\ncame from the mirror in Riga\nfull stop"});
    const auto found = sightings(idOf(m_chat));
    ASSERT_EQ(found.all.size(), 3u);
    for (const auto& one : found.all) EXPECT_FALSE(one.isPart) << one.excerpt << ' ' << one.score;
}

TEST_F(MessageRedactionTest, TheSameDocumentMayQuoteItAgain) {
    const auto twice = put({}, {std::string(kBody) + "\nHe forwards\n" + kBody}, {message(kBody, 72, 83)});
    const auto found = sightings(idOf(twice));
    EXPECT_THAT(told(found), testing::Contains(twice.controlNumber + " quotation"));
}

TEST_F(MessageRedactionTest, AShortAnswerIsNotLookedForEverywhere) {
    put("Thanks will do");
    const auto found = sightings(idOf(m_chat, 2));
    EXPECT_FALSE(found.isTextSearched);
    EXPECT_EQ(found.all.size(), 1u);
}

TEST_F(MessageRedactionTest, LinkedSightingsAreOfferedWhateverTheySay) {
    const auto other = put({}, {"Thanks wlll d0"}, {message("Thanks wlll d0", 72, 83)});
    ASSERT_TRUE(write([&](casefile::Database& db) -> Status {
        for (const auto id : {idOf(m_chat, 2), idOf(other)})
            REDWELL_CHECK(db.run("INSERT INTO message_links(message_id, same_as) VALUES (:id, :same)",
                                 {{":id", id.value}, {":same", idOf(m_chat, 2).value}}));
        return {};
    }));
    EXPECT_THAT(told(sightings(idOf(m_chat, 2))),
                ElementsAre(m_chat.controlNumber + " itself", other.controlNumber + " same_message"));
}

TEST_F(MessageRedactionTest, WhatIsChosenIsCoveredAsOneGroupAndUndoneAsOne) {
    const auto memo = put(std::string("He wrote\n") + kBody);
    const auto done = redact(sightings(idOf(m_chat)).all);
    EXPECT_EQ(done.documents, 2);
    EXPECT_EQ(done.redactions, 2);
    ASSERT_EQ(standing(m_chat).size(), 1u);
    EXPECT_EQ(standing(m_chat)[0].origin, "message");
    EXPECT_EQ(standing(memo)[0].group, done.group);
    const auto again = sightings(idOf(m_chat));
    EXPECT_TRUE(again.all[0].isCovered);
    EXPECT_TRUE(again.all[1].isCovered);
    EXPECT_EQ(redact(again.all).group, 0);
    ASSERT_TRUE(write([&](casefile::Database& db) { return RedactionStore(db).removeGroup(done.group, "Ann"); }));
    EXPECT_THAT(standing(m_chat), IsEmpty());
    EXPECT_THAT(standing(memo), IsEmpty());
}

TEST_F(MessageRedactionTest, WhatHasNoPlaceOnAPageIsSaid) {
    auto bare = message(kBody, 0, 0);
    bare.regions.clear();
    const auto mail = put({}, {std::string("Vale wrote\n") + kBody}, {bare});
    ASSERT_TRUE(write([&](casefile::Database& db) {
        return db.run("UPDATE pages SET words = :none WHERE document_id = :id",
                      {{":none", casefile::Blob{documents::encodeWords({})}}, {":id", mail.id.value}});
    }));
    const auto found = sightings(idOf(m_chat));
    EXPECT_THAT(told(found),
                ElementsAre(m_chat.controlNumber + " itself", mail.controlNumber + " same_message nowhere"));
    const auto done = redact(found.all);
    EXPECT_EQ(done.documents, 1);
    ASSERT_EQ(done.unlocated.size(), 1u);
    EXPECT_EQ(done.unlocated[0].controlNumber, mail.controlNumber);
}

std::string textOf(const std::vector<std::string>& words, const QuotedRun& run) {
    std::string text;
    for (auto i = run.first; i <= run.last; ++i) text += (text.empty() ? "" : " ") + words[i];
    return text;
}

TEST(Quotation, EndsWithItsOwnWords) {
    const Quotation text("one house two trees three rivers four hills five mountains");
    const std::vector<std::string> cut{"He",   "wrote", "two",  "trees",     "three", "rivers",
                                       "four", "hills", "five", "mountains", "Yours", "truly"};
    const auto runs = text.in(cut);
    ASSERT_EQ(runs.size(), 1u);
    EXPECT_EQ(textOf(cut, runs[0]), "two trees three rivers four hills five mountains");
    const std::vector<std::string> misread{"wrote",  "one",  "house", "two",  "trees",     "three",
                                           "rivers", "four", "hills", "five", "mounfc1ns", "Yours"};
    const auto whole = text.in(misread);
    ASSERT_EQ(whole.size(), 1u);
    EXPECT_EQ(misread[whole[0].last], "mounfc1ns") << "badly misread, but in its place";
}

TEST(Quotation, PhrasesAreFoundWhenAskedFor) {
    const Quotation text("one house two trees three rivers four hills five mountains six seas seven clouds");
    const std::vector<std::string> words{"the", "rivers", "four", "hills", "five", "mountains", "are", "one", "house"};
    EXPECT_THAT(text.in(words), IsEmpty());
    const auto parts = text.withPartsIn(words);
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_TRUE(parts[0].isPart);
    EXPECT_EQ(textOf(words, parts[0]), "rivers four hills five mountains");
}

TEST(Quotation, WordsInAnotherOrderAreNoQuotation) {
    const Quotation text("one two three four five six seven eight nine ten");
    const std::vector<std::string> mixed{"ten", "nine", "eight", "seven", "six", "five", "four", "three", "two", "one"};
    EXPECT_THAT(text.in(mixed), IsEmpty());
}

TEST(Quotation, EndsInBoundedTimeOnRepetition) {
    std::string text;
    std::vector<std::string> words;
    for (int i = 0; i < 5'000; ++i) {
        text += "la la ";
        words.insert(words.end(), {"la", "la"});
    }
    EXPECT_FALSE(Quotation(text).in(words).empty());
}

}  // namespace
}  // namespace redwell::redaction

#include "messages/people_store.h"

#include "casefile/audit.h"
#include "messages/participants.h"
#include "messages/person_names.h"
#include "support/small_case.h"

#include <gmock/gmock.h>

namespace redwell::messages {
namespace {

using documents::Message;

class PeopleStoreTest : public support::SmallCase {
protected:
    static Message message(const std::string& from, const std::vector<std::string>& to = {}) {
        Message m;
        m.from = from;
        m.to = to;
        m.sent.text = "2023-10-24T09:15";
        m.body = "One.";
        return m;
    }
    documents::Document say(const std::string& from, const std::vector<std::string>& to = {}) {
        return put({}, {"text"}, {message(from, to)});
    }
    std::vector<Person> people() { return *PeopleStore(**m_case->read()).list(); }
    std::vector<std::string> names() {
        std::vector<std::string> names;
        for (const auto& person : people()) names.push_back(person.name);
        return names;
    }
    Person one(const std::string& name) {
        auto found = PeopleStore(**m_case->read()).named(name);
        EXPECT_TRUE(found) << found.error().message();
        return found ? *found : Person();
    }
    template <class Change>
    PeopleChange changed(Change change) {
        auto done = write([&](casefile::Database& database) -> Result<PeopleChange> {
            PeopleStore store(database);
            return change(store);
        });
        EXPECT_TRUE(done) << done.error().message();
        return done ? *done : PeopleChange();
    }
    void takeBack(const PeopleChange& change) {
        changed([&](PeopleStore& store) { return store.takeBack(change, "ann"); });
    }
    PersonId senderOf(const documents::Document& document) {
        auto lease = m_case->read();
        const auto all = *MessageStore(**lease).ofDocument(document.id);
        const std::vector<MessageId> ids{all.front().id};
        return PeopleStore(**lease).senders(ids)->at(ids.front());
    }
};

TEST_F(PeopleStoreTest, ANameBesideAnAddressIsTheSamePersonInWhicheverOrderTheyCome) {
    const auto bare = say("ivale@example.org");
    say("Imogen Vale");
    say("Vale, Imogen <IVale@Example.org>");
    EXPECT_THAT(names(), testing::ElementsAre("Imogen Vale"));
    EXPECT_EQ(people()[0].names.size(), 2u);
    EXPECT_EQ(people()[0].sent, 3);
    EXPECT_EQ(people()[0].domain, "example.org");
    EXPECT_EQ(senderOf(bare), people()[0].id);
}

TEST_F(PeopleStoreTest, AFirstNameMeansSomebodyOnlyInItsConversation) {
    auto harbour = message("Mike"), garden = message("Mike"), bare = message("Mike");
    harbour.conversation = "Harbour crew";
    garden.conversation = "Garden";
    const auto one = put({}, {"text"}, {harbour}), again = put({}, {"text"}, {harbour});
    const auto other = put({}, {"text"}, {garden}), third = put({}, {"text"}, {bare, bare});
    EXPECT_EQ(names(), (std::vector<std::string>{"Mike", "Mike", "Mike"}));
    EXPECT_EQ(senderOf(one), senderOf(again));
    EXPECT_NE(senderOf(one), senderOf(other));
    EXPECT_NE(senderOf(third), senderOf(other));
    const auto found = PeopleStore(**m_case->read()).named("Mike");
    ASSERT_FALSE(found);
    EXPECT_NE(found.error().message().find("'mike in garden"), std::string::npos) << found.error().message();
    EXPECT_EQ(this->one("Mike in Garden").id, senderOf(other));
    changed([&](PeopleStore& store) { return store.merge(senderOf(other), senderOf(one), "ann"); });
    EXPECT_EQ(senderOf(one), senderOf(other));
}

TEST_F(PeopleStoreTest, AFirstNameIsThePersonWhoseAddressStandsBesideItInTheDocument) {
    const auto document = put({}, {"text"}, {message("Mike <mike@a.example>"), message("Mike")});
    const auto stranger = say("Mike");
    EXPECT_EQ(people().size(), 2u);
    auto lease = m_case->read();
    const auto all = *MessageStore(**lease).ofDocument(document.id);
    const std::vector<MessageId> ids{all[0].id, all[1].id};
    const auto senders = *PeopleStore(**lease).senders(ids);
    EXPECT_EQ(senders.at(ids[0]), senders.at(ids[1]));
    EXPECT_NE(senderOf(stranger), senders.at(ids[0]));
}

TEST_F(PeopleStoreTest, WholeNamesAndAccountsMeanTheSamePersonEverywhere) {
    for (const auto* name : {"Mike Holt", "mholt_77", "\u738b\u4f1f"}) {
        say(name);
        say(name);
    }
    EXPECT_EQ(people().size(), 3u);
}

TEST_F(PeopleStoreTest, WhatTheTeamSaidOfAFirstNameEverywhereStillHolds) {
    const auto holt = say("Mike Holt");
    ASSERT_TRUE(write([&](casefile::Database& database) -> Status {  // as older cases hold it
        REDWELL_CHECK(
            database.run("INSERT INTO person_names(key, person_id, written, is_address) VALUES ('mike', :id, "
                         "'Mike', 0)",
                         {{":id", senderOf(holt).value}}));
        REDWELL_CHECK(database.run("UPDATE people SET is_settled = 1"));
        return {};
    }));
    EXPECT_EQ(senderOf(say("Mike")), senderOf(holt));
}

TEST_F(PeopleStoreTest, OneNameAtTwoAddressesIsTwoPeopleUntilTheTeamSaysOtherwise) {
    say("John Smith <js@a.example>");
    say("John Smith <john@b.example>");
    EXPECT_EQ(people().size(), 2u);
    const auto suggested = *PeopleStore(**m_case->read()).suggestions();
    ASSERT_EQ(suggested.size(), 1u);
    EXPECT_EQ(suggested[0].reason, "both are written 'John Smith'");
    changed([&](PeopleStore& store) { return store.merge(suggested[0].second, suggested[0].first, "ann"); });
    EXPECT_EQ(people().size(), 1u);
    EXPECT_EQ(people()[0].sent, 2);
}

TEST_F(PeopleStoreTest, AMergeIsTakenBackAndDoneAgain) {
    say("Imogen Vale <ivale@example.org>");
    say("I. Vale");
    const auto merged =
        changed([&](PeopleStore& store) { return store.merge(one("I. Vale").id, one("Imogen Vale").id, "ann"); });
    EXPECT_THAT(names(), testing::ElementsAre("Imogen Vale"));
    auto back = changed([&](PeopleStore& store) { return store.takeBack(merged, "ann"); });
    EXPECT_THAT(names(), testing::UnorderedElementsAre("Imogen Vale", "I. Vale"));
    EXPECT_FALSE(one("Imogen Vale").isSettled);
    takeBack(back);
    EXPECT_THAT(names(), testing::ElementsAre("Imogen Vale"));
    auto lease = m_case->read();
    EXPECT_TRUE(casefile::verifyAudit(**lease));
    EXPECT_EQ(*(*lease)->integer("SELECT count(*) FROM audit WHERE action IN ('merge_people', 'take_back_people')"), 3);
}

TEST_F(PeopleStoreTest, WhatOthersHaveChangedSinceIsNotTakenBackUnseen) {
    say("Imogen Vale <ivale@example.org>");
    const auto renamed =
        changed([&](PeopleStore& store) { return store.rename(one("ivale").id, "Imogen R. Vale", "ann"); });
    changed([&](PeopleStore& store) { return store.rename(one("ivale").id, "Imogen Vale-Stark", "ben"); });
    const auto back =
        write([&](casefile::Database& database) { return PeopleStore(database).takeBack(renamed, "ann"); });
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().kind, ErrorKind::Conflict);
}

TEST_F(PeopleStoreTest, ASplitSurvivesTheNextReading) {
    say("Imogen Vale <ivale@example.org>");
    const auto alone = say("Imogen Vale");
    EXPECT_EQ(people().size(), 1u);
    const std::vector<std::string> keys{nameKey("Imogen Vale")};
    const auto split = changed([&](PeopleStore& store) { return store.split(one("ivale").id, keys, "ann"); });
    EXPECT_EQ(people().size(), 2u);
    EXPECT_EQ(senderOf(alone), split.person);
    const auto again = say("Imogen Vale <ivale@example.org>");
    EXPECT_NE(senderOf(again), split.person);
    EXPECT_EQ(people().size(), 2u);
    takeBack(split);
    EXPECT_EQ(people().size(), 1u);
    EXPECT_EQ(senderOf(alone), senderOf(again));
}

TEST_F(PeopleStoreTest, ThoseWhoWerePartedAreNotSuggestedToBeOne) {
    say("Imogen Vale <ivale@example.org>");
    const auto suggested = [&] { return PeopleStore(**m_case->read()).suggestions()->size(); };
    const std::vector<std::string> keys{nameKey("Imogen Vale")};
    const auto split = changed([&](PeopleStore& store) { return store.split(one("ivale").id, keys, "ann"); });
    EXPECT_EQ(people().size(), 2u);
    EXPECT_EQ(suggested(), 0u);
    takeBack(split);
    EXPECT_EQ(people().size(), 1u);
    // By another way to two people, they are suggested as ever.
    say("J. Marlow");
    say("Jane Marlow");
    EXPECT_EQ(suggested(), 1u);
}

TEST_F(PeopleStoreTest, BothSidesOfAnAttorneyWhoIsSplitAreAttorneys) {
    say("Imogen Vale <ivale@example.org>");
    say("Imogen Vale");
    changed([&](PeopleStore& store) { return store.setAttorney(one("ivale").id, true, "ann"); });
    const std::vector<std::string> keys{nameKey("Imogen Vale")};
    const auto split = changed([&](PeopleStore& store) { return store.split(one("ivale").id, keys, "ann"); });
    for (const auto& person : people()) EXPECT_EQ(person.isAttorney, std::optional(true)) << person.name;
    takeBack(split);
    EXPECT_EQ(one("ivale").isAttorney, std::optional(true));

    changed([&](PeopleStore& store) { return store.setAttorney(one("ivale").id, false, "ann"); });
    const auto other = changed([&](PeopleStore& store) { return store.split(one("ivale").id, keys, "ann"); });
    EXPECT_EQ(PeopleStore(**m_case->read()).find(other.person)->value().isAttorney, std::nullopt)
        << "nobody has said of this name alone that it is none";
    EXPECT_EQ(one("ivale").isAttorney, std::optional(false));
}

TEST_F(PeopleStoreTest, AMergeWithAnAttorneyIsOne) {
    say("Imogen Vale <ivale@example.org>");
    say("I. Vale");
    changed([&](PeopleStore& store) { return store.setAttorney(one("I. Vale").id, true, "ann"); });
    changed([&](PeopleStore& store) { return store.setAttorney(one("ivale").id, false, "ann"); });
    changed([&](PeopleStore& store) { return store.merge(one("I. Vale").id, one("ivale").id, "ann"); });
    EXPECT_EQ(one("ivale").isAttorney, std::optional(true));
}

TEST_F(PeopleStoreTest, EveryChangeIsFoundAgainByItsNumberAndTakenBack) {
    say("Imogen Vale <ivale@example.org>");
    say("I. Vale");
    const auto before = names();
    std::vector<std::int64_t> numbers;
    const auto keep = [&](const PeopleChange& change) { numbers.push_back(change.number); };
    keep(changed([&](PeopleStore& store) { return store.refuse(nameKey("I. Vale"), "ivale@example.org", "ann"); }));
    keep(changed([&](PeopleStore& store) { return store.merge(one("I. Vale").id, one("ivale").id, "ann"); }));
    keep(changed([&](PeopleStore& store) { return store.rename(one("ivale").id, "Imogen R. Vale", "ann"); }));
    keep(changed([&](PeopleStore& store) { return store.setAttorney(one("ivale").id, true, "ann"); }));
    const std::vector<std::string> keys{nameKey("I. Vale")};
    keep(changed([&](PeopleStore& store) { return store.split(one("ivale").id, keys, "ann"); }));
    PeopleChange last;
    for (auto number = numbers.rbegin(); number != numbers.rend(); ++number)
        last = changed([&](PeopleStore& store) -> Result<PeopleChange> {
            REDWELL_TRY(const auto change, store.changeNumbered(*number));
            return store.takeBack(change, "ben");
        });
    EXPECT_EQ(names(), before);
    EXPECT_FALSE(one("ivale").isSettled);
    EXPECT_EQ(PeopleStore(**m_case->read()).suggestions()->size(), 1u) << "the refusal is taken back too";
    const auto history = *PeopleStore(**m_case->read()).history();
    ASSERT_EQ(history.size(), 10u);
    EXPECT_EQ(history.front().number, last.number);
    EXPECT_EQ(history.front().by, "ben");
    EXPECT_EQ(history.back().action, "refuse_people");
    EXPECT_EQ(PeopleStore(**m_case->read()).changeNumbered(99'999).error().kind, ErrorKind::NotFound);
}

TEST_F(PeopleStoreTest, NotAllNamesCanBeSplitOff) {
    say("Imogen Vale");
    const std::vector<std::string> keys{nameKey("Imogen Vale")};
    const auto done = write(
        [&](casefile::Database& database) { return PeopleStore(database).split(one("Imogen Vale").id, keys, "ann"); });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Usage);
}

TEST_F(PeopleStoreTest, ARefusedPairIsNotSuggestedAgain) {
    say("Imogen Vale");
    say("I. Vale");
    const auto suggested = *PeopleStore(**m_case->read()).suggestions();
    ASSERT_EQ(suggested.size(), 1u);
    const auto refused =
        changed([&](PeopleStore& store) { return store.refuse(suggested[0].firstKey, suggested[0].secondKey, "ann"); });
    EXPECT_TRUE(PeopleStore(**m_case->read()).suggestions()->empty());
    takeBack(refused);
    EXPECT_EQ(PeopleStore(**m_case->read()).suggestions()->size(), 1u);
}

TEST_F(PeopleStoreTest, InitialsAreSuggestedForTheNameThatALegendOfTheSamePageGives) {
    put({}, {"Participants: Dana Okoro DO"}, {message("DO")});
    say("Dana Okoro");
    say("Dev Osei");  // has the same initials
    const auto suggested = *PeopleStore(**m_case->read()).suggestions();
    ASSERT_EQ(suggested.size(), 1u);
    EXPECT_THAT((std::vector{suggested[0].firstName, suggested[0].secondName}),
                testing::UnorderedElementsAre("DO", "Dana Okoro"));
    EXPECT_EQ(people().size(), 3u) << "nothing is joined by itself";
}

TEST_F(PeopleStoreTest, AnAttorneyIsSuggestedUntilTheTeamHasSpoken) {
    say("Dana Whitlock, Esq. <dana@whitlock.example>");
    EXPECT_FALSE(people()[0].attorneyReason.empty());
    EXPECT_FALSE(people()[0].isAttorney.has_value());
    const auto said = changed([&](PeopleStore& store) { return store.setAttorney(one("dana").id, false, "ann"); });
    EXPECT_EQ(people()[0].isAttorney, std::optional(false));
    EXPECT_TRUE(people()[0].attorneyReason.empty());
    takeBack(said);
    EXPECT_FALSE(people()[0].isAttorney.has_value());
}

TEST_F(PeopleStoreTest, AnOrganisationSetForOneIsGuessedForOthersOfTheDomain) {
    say("Imogen Vale <ivale@hv.example>", {"Priya Raman <priya@hv.example>", "Sol <sol@gmail.com>"});
    EXPECT_EQ(one("priya").organisation, "HV");
    changed([&](PeopleStore& store) { return store.setOrganisation(one("ivale").id, "Hartwell Vale", "ann"); });
    EXPECT_EQ(one("priya").organisation, "Hartwell Vale");
    EXPECT_TRUE(one("priya").isOrganisationGuessed);
    EXPECT_EQ(one("sol").organisation, "");
}

TEST_F(PeopleStoreTest, AMessageReadAgainHasItsNewParticipantsOnly) {
    const auto document = say("lmogen Vale", {"Sol Okafor"});
    ASSERT_TRUE(write([&](casefile::Database& database) {
        return MessageStore(database).replace(document.id, {message("Imogen Vale")}, "America/New_York");
    }));
    EXPECT_THAT(names(), testing::ElementsAre("Imogen Vale"));
    ASSERT_TRUE(
        write([&](casefile::Database& database) { return MessageStore(database).replace(document.id, {}, "UTC"); }));
    EXPECT_TRUE(people().empty());
}

TEST_F(PeopleStoreTest, MessagesOfAnOlderCaseGainTheirPeople) {
    say("Imogen Vale <ivale@example.org>", {"Sol Okafor"});
    ASSERT_TRUE(write([](casefile::Database& database) -> Status {
        REDWELL_CHECK(database.run("DELETE FROM message_people"));
        REDWELL_CHECK(database.run("DELETE FROM person_names"));
        return database.run("DELETE FROM people");
    }));
    EXPECT_TRUE(people().empty());
    ASSERT_TRUE(noteMissingParticipants(*m_case));
    EXPECT_THAT(names(), testing::UnorderedElementsAre("Imogen Vale", "Sol Okafor"));
}

}  // namespace
}  // namespace redwell::messages

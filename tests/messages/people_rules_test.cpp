#include "messages/person_names.h"
#include "messages/person_rules.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

RuledPerson person(std::int64_t id, const std::vector<std::string>& written, std::int64_t messages = 1) {
    RuledPerson p{id, messages, {}, {}};
    for (const auto& w : written) {
        const bool isAddress = w.find('@') != std::string::npos;
        p.names.push_back({isAddress ? addressKey(w) : nameKey(w), w, isAddress});
    }
    return p;
}

bool suggests(const std::vector<RuledPerson>& people) { return !likelyPairs(people).empty(); }

TEST(PersonRules, AnInitialMayStandForTheName) {
    const auto pairs = likelyPairs({person(1, {"I. Vale"}), person(2, {"Imogen Vale"}, 9)});
    ASSERT_EQ(pairs.size(), 1u);
    EXPECT_EQ(pairs[0].first, 2);  // better known
    EXPECT_EQ(pairs[0].second, 1);
    EXPECT_EQ(pairs[0].reason, "'I. Vale' may be short for 'Imogen Vale'");
    EXPECT_FALSE(suggests({person(1, {"R. Vale"}), person(2, {"Imogen Vale"})}));
}

TEST(PersonRules, AMailboxMayBeNamedAfterItsOwner) {
    EXPECT_TRUE(suggests({person(1, {"ivale@example.org"}), person(2, {"Imogen Vale"})}));
    EXPECT_TRUE(suggests({person(1, {"imogen.vale2@example.org"}), person(2, {"Vale, Imogen"})}));
    EXPECT_FALSE(suggests({person(1, {"okafor@example.org"}), person(2, {"Imogen Vale"})}));
}

TEST(PersonRules, AMailboxThatHasAnotherOwnerIsNotOffered) {
    EXPECT_FALSE(suggests({person(1, {"ivale@example.org", "Ingrid Valentin"}), person(2, {"Imogen Vale"})}));
}

TEST(PersonRules, AScansReadingOfANameIsOffered) {
    EXPECT_TRUE(suggests({person(1, {"lmogen Vale"}), person(2, {"Imogen Vale"})}));
    EXPECT_TRUE(suggests({person(1, {"Irnogen Vale"}), person(2, {"Imogen Vale"})}));
    EXPECT_TRUE(suggests({person(1, {"Imogen Vaie"}), person(2, {"Imogen Vale"})}));
    EXPECT_FALSE(suggests({person(1, {"Imogen Dale Smith"}), person(2, {"Priya Raman"})}));
}

TEST(PersonRules, TwoOfOneFirstNameAreNoScansReading) {
    auto one = person(1, {"Rafael"}), other = person(2, {"Rafael"}, 9);
    one.names[0].key += " 1";
    other.names[0].key += " 2";
    const auto pairs = likelyPairs({one, other});
    ASSERT_EQ(pairs.size(), 1u);
    EXPECT_EQ(pairs[0].reason, "both are written 'Rafael'");
}

TEST(PersonRules, ATitleOrABracketMakesNobodyElse) {
    EXPECT_TRUE(suggests({person(1, {"Imogen Vale (Legal)"}), person(2, {"Imogen Vale"})}));
    EXPECT_TRUE(suggests({person(1, {"Dr. Imogen Vale"}), person(2, {"Imogen Vale"})}));
}

TEST(PersonRules, AFirstNameIsOfferedOnlyWhenOneFullNameBeginsSo) {
    EXPECT_TRUE(suggests({person(1, {"Imogen"}), person(2, {"Imogen Vale"})}));
    const auto pairs = likelyPairs({person(1, {"Imogen"}), person(2, {"Imogen Vale"}), person(3, {"Imogen Stark"})});
    EXPECT_TRUE(pairs.empty());
}

TEST(PersonRules, InitialsMayStandForTheOnlyFullNameThatHasThem) {
    const auto pairs = likelyPairs({person(1, {"DO"}), person(2, {"Dana Okoro"}, 9), person(3, {"Imogen Vale"})});
    ASSERT_EQ(pairs.size(), 1u);
    EXPECT_EQ(pairs[0].first, 2);
    EXPECT_EQ(pairs[0].second, 1);
    EXPECT_LE(pairs[0].confidence, 0.5);
    EXPECT_TRUE(suggests({person(1, {"D.O."}), person(2, {"Okoro, Dana"})}));
    EXPECT_TRUE(suggests({person(1, {"DMO"}), person(2, {"Dana Mary Okoro"})}));
    EXPECT_FALSE(suggests({person(1, {"DO"}), person(2, {"Dana Okoro"}), person(3, {"Dev Osei"})}));
    EXPECT_FALSE(suggests({person(1, {"Do"}), person(2, {"Dana Okoro"})}));  // a name of two letters
    EXPECT_FALSE(suggests({person(1, {"HR"}), person(2, {"Hana Reed"})}));
}

TEST(PersonRules, InitialsStandRatherForWhoIsInTheSameDocument) {
    auto brief = person(1, {"DO"}), here = person(2, {"Dana Okoro"}), elsewhere = person(3, {"Dev Osei"}, 50);
    brief.documents = {4, 7};
    here.documents = {7, 9};
    elsewhere.documents = {8};
    const auto pairs = likelyPairs({brief, here, elsewhere});
    ASSERT_EQ(pairs.size(), 1u);
    EXPECT_EQ(std::max(pairs[0].first, pairs[0].second), 2);
    EXPECT_GT(pairs[0].confidence, 0.5);
    EXPECT_LT(pairs[0].confidence, 0.8);
}

TEST(PersonRules, SharedMailboxesTellNothing) {
    EXPECT_FALSE(suggests({person(1, {"info@a.example"}), person(2, {"info@b.example"})}));
    EXPECT_TRUE(suggests({person(1, {"ivale@a.example"}), person(2, {"ivale@b.example"})}));
}

TEST(PersonRules, ThousandsOfOneNameGiveAsManyPairsNotTheirSquare) {
    std::vector<RuledPerson> people;
    for (int i = 0; i < 3000; ++i) people.push_back(person(i + 1, {"Imogen Vale (" + std::to_string(i) + ")"}));
    EXPECT_LE(likelyPairs(people).size(), 3000u);
}

TEST(PersonRules, AnAttorneyIsKnownByWordsBesideTheNameOrByTheDomain) {
    EXPECT_FALSE(attorneyReason("Dana Whitlock, Esq.", false).empty());
    EXPECT_FALSE(attorneyReason("Imogen Vale (Legal)", false).empty());
    EXPECT_FALSE(attorneyReason("legal@example.org", true).empty());
    EXPECT_FALSE(attorneyReason("dw@whitlocklaw.example", true).empty());
    EXPECT_FALSE(attorneyReason("dw@hartwell-ames-llp.example", true).empty());
    EXPECT_TRUE(attorneyReason("Imogen Vale", false).empty());
    EXPECT_TRUE(attorneyReason("ivale@outlaw.example", true).empty());
    EXPECT_TRUE(attorneyReason("lawson@example.org", true).empty());
}

}  // namespace
}  // namespace redwell::messages

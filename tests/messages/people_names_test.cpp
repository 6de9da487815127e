#include "messages/person_names.h"
#include "messages/sender.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

TEST(PersonNames, ANameAndAnAddressAreTakenApart) {
    for (const auto* text :
         {"Imogen Vale <ivale@example.org>", "\"Imogen Vale\" <ivale@example.org>",
          "Imogen Vale [mailto:ivale@example.org]", "ivale@example.org (Imogen Vale)",
          "Imogen Vale (ivale@example.org)", "'Imogen Vale' <ivale@example.org>", "Imogen Vale ivale@example.org"}) {
        const auto person = writtenPerson(text);
        EXPECT_EQ(person.name, "Imogen Vale") << text;
        EXPECT_EQ(person.address, "ivale@example.org") << text;
    }
    EXPECT_EQ(writtenPerson("<ivale@example.org>").address, "ivale@example.org");
    EXPECT_EQ(writtenPerson("ivale@example.org <IVALE@example.org>").name, "");
    EXPECT_EQ(writtenPerson("15550100199@s.whatsapp.net Imogen Vale").name, "Imogen Vale");
    EXPECT_EQ(writtenPerson("Vale, Imogen (Legal)").name, "Vale, Imogen (Legal)");
    EXPECT_EQ(writtenPerson("+1 (555) 010-0199").address, "+1 (555) 010-0199");
    EXPECT_EQ(writtenPerson("+1 (555) 010-0199 Imogen Vale").name, "Imogen Vale");
    EXPECT_EQ(writtenPerson("+1 (555) 010-0199 Imogen Vale").address, "+1 (555) 010-0199");
    EXPECT_EQ(writtenPerson("Imogen Vale +15550100199").name, "Imogen Vale");
    EXPECT_EQ(writtenPerson("Imogen Vale (+1 555 010-0199)").name, "Imogen Vale");
    EXPECT_EQ(writtenPerson("Unit 4 1200300").address, "");
    EXPECT_EQ(writtenPerson("").name, "");
    EXPECT_EQ(writtenPerson("<<>>[(").address, "");
}

TEST(PersonNames, AreShownWithoutAddressesAndAccounts) {
    for (const auto* text :
         {"Imogen Vale <ivale@example.org>", "Imogen Vale (ivale@example.org)", "Imogen Vale ivale@example.org",
          "+1 555 010 0199 Imogen Vale", "+1 555 010 0199 Imogen Vale (owner)", "Imogen Vale (Facebook: 100004411)",
          "Imogen Vale (U02ABQ1)", "Imogen Vale (@ivale)"})
        EXPECT_EQ(displayName(text), "Imogen Vale") << text;
    for (const auto* text : {"Vale, Imogen (Legal)", "Imogen Vale (EXT)", "Imogen Vale (Class of 1999)",
                             "+1 (555) 010-0199", "ivale@example.org", "Imogen Vale/Legal/Haldane"})
        EXPECT_EQ(displayName(text), text);
    EXPECT_EQ(displayName("Imogen Vale/Legal/Haldane@HALDANE"), "Imogen Vale/Legal/Haldane");  // a domain of Notes
    EXPECT_GE(nameLikeness("ada.quill (U02ABQ1)"), 0.5);
}

TEST(PersonNames, AreShownWithoutWhatTellsWhereTheyStand) {
    for (const auto* text : {"Imogen Vale (External) <ivale@example.org>", "[EXTERNAL] Imogen Vale <ivale@example.org>",
                             "Imogen Vale [External] <ivale@example.org>", "Imogen Vale (Extern)",
                             "[EXTERNAL] Imogen Vale", "Imogen Vale (Harrow Counsel LLP) <ivale@example.org>",
                             "Imogen Vale (Guest)", "Imogen Vale (Quay Freight GmbH) (External) <ivale@example.org>",
                             "Imogen Vale (Harrow Counsel) <ivale@harrow-counsel.example>",
                             "\"Imogen Vale (External)\" <ivale@example.org>"})
        EXPECT_EQ(displayName(text), "Imogen Vale") << text;
    for (const auto* text : {"Imogen Vale (Legal)", "Imogen Vale (External Affairs)", "Imogen Vale (Class of 1999)",
                             "Imogen Vale (Denver, CO)", "Imogen Vale (Deputy AG)", "Imogen Vale (Work PC)"})
        EXPECT_EQ(displayName(std::string(text) + " <ivale@example.org>"), text);
    EXPECT_EQ(displayName("Imogen Vale (Harrow AG) <ivale@harrow.example>"), "Imogen Vale");
    EXPECT_EQ(displayName("(External)"), "(External)");
    EXPECT_EQ(writtenPerson("[EXTERNAL] Imogen Vale <ivale@example.org>").address, "ivale@example.org");
}

TEST(PersonNames, TheListsOrderAndTheSpokenOneAreOneKey) {
    EXPECT_EQ(nameKey("Vale, Imogen"), nameKey("imogen  VALE"));
    EXPECT_EQ(nameKey("Fontaine, Luc-André"), nameKey("Luc-Andre Fontaine"));
    EXPECT_NE(nameKey("Imogen Vale (Legal)"), nameKey("Imogen Vale"));
    EXPECT_EQ(turnedRound("Vale, Imogen (Legal)"), "Imogen Vale (Legal)");
}

TEST(PersonNames, ASuffixIsNoFirstName) {
    EXPECT_EQ(turnedRound("Dana Whitlock, Esq."), "Dana Whitlock, Esq.");
    EXPECT_EQ(turnedRound("Whitlock, Dana, Esq."), "Dana Whitlock, Esq.");
    EXPECT_EQ(turnedRound("Hartwell & Ames, LLP"), "Hartwell & Ames, LLP");
    EXPECT_EQ(bareName("Dr. Dana Whitlock (Outside Counsel), Esq."), "Dana Whitlock");
}

TEST(PersonNames, APhoneNumberIsOneHoweverItIsSpaced) {
    EXPECT_EQ(personKey("+1 (555) 010-0199"), personKey("+15550100199"));
}

TEST(PersonNames, AnEmojiIsANameToo) { EXPECT_FALSE(nameKey("\xF0\x9F\x94\xA5").empty()); }

TEST(PersonNames, TheDomainTellsTheOrganisationUnlessAnybodyMayHaveIt) {
    EXPECT_EQ(organisationOf("mail.hartwell-ames.co.uk"), "Hartwell Ames");
    EXPECT_EQ(organisationOf("acme.example"), "Acme");
    EXPECT_EQ(organisationOf("gmail.com"), "");
    EXPECT_EQ(organisationOf("yahoo.co.uk"), "");
    EXPECT_EQ(organisationOf("localhost"), "");
}

}  // namespace
}  // namespace redwell::messages

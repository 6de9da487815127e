#include "production/secrets.h"

#include "planned_case.h"

namespace redwell::production {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

class SecretsTest : public PlannedCase {
protected:
    Secrets secrets(const Specification& s = specification()) {
        auto made = Secrets::of(*m_case, planOf(s));
        EXPECT_TRUE(made) << made.error().message();
        return made ? std::move(*made) : Secrets{};
    }
    static std::vector<std::string> found(const Secrets& secrets, const std::string& text,
                                          const documents::Document& owner = {}) {
        std::vector<std::string> all;
        for (const auto* secret : secrets.foundIn(text, owner.controlNumber)) all.push_back(secret->folded);
        return all;
    }
};

TEST_F(SecretsTest, AWordUnderARedactionIsFoundHoweverItIsWritten) {
    const auto d = responsive("The agent is Okonjo of Lagos");
    redact(d, "Okonjo");
    const auto s = secrets();
    for (const char* text : {"Okonjo", "OKONJO", "O k o n j o", "dokonjo@meridian.example", "Ok-\nonjo", "Ókönjo"})
        EXPECT_THAT(found(s, text), ElementsAre("okonjo")) << text;
    EXPECT_THAT(found(s, "The agent is of Lagos", d), IsEmpty());
}

TEST_F(SecretsTest, AShortWordIsSoughtOnlyInItsOwnDocument) {
    const auto d = responsive("The agent is Vale of Lagos");
    const auto other = responsive("No relation");
    redact(d, "Vale");
    const auto s = secrets();
    EXPECT_THAT(found(s, "Vale", d), ElementsAre("vale"));
    EXPECT_THAT(found(s, "Vale", other), IsEmpty());
    EXPECT_THAT(found(s, "Vale"), IsEmpty());
}

TEST_F(SecretsTest, ALongRunIsFoundInPartsButNotWordForWord) {
    const auto d = responsive("Begin we will settle the claim for four million before trial end");
    redact(d, "we will settle the claim for four million before trial");
    const auto s = secrets();
    EXPECT_THAT(found(s, "they mean to settle the claim soon"), Contains("settletheclaim"));
    EXPECT_THAT(found(s, "for four million"), Contains("forfourmillion"));
    EXPECT_THAT(found(s, "the trial will begin before four"), IsEmpty());
}

TEST_F(SecretsTest, AShortRunIsSoughtAsAWholeToo) {
    const auto d = responsive("Pay to A. B. Mo today");
    redact(d, "A. B. Mo");
    EXPECT_THAT(found(secrets(), "to A.B.Mo", d), Contains("abmo"));
}

TEST_F(SecretsTest, WhatIsOpenInTheSameDocumentIsNoSecret) {
    const auto d = responsive("Okonjo wrote to Okonjo\nand again Lagos");
    const auto done = write([&](casefile::Database& database) {
        redaction::Redaction one;
        one.document = d.id;
        one.box = {72, 70, 110, 84};  // the first Okonjo alone
        one.reason = "Privileged";
        return redaction::RedactionStore(database).add(std::vector{one}, "Ann");
    });
    ASSERT_TRUE(done);
    EXPECT_THAT(found(secrets(), "Okonjo", d), IsEmpty());
}

TEST_F(SecretsTest, WhatIsOpenElsewhereIsNoSecretThereButIsInItsOwnDocument) {
    const auto d = responsive("The agent is Okonjo");
    const auto other = responsive("Okonjo is well known");
    redact(d, "Okonjo");
    const auto s = secrets();
    EXPECT_THAT(found(s, "Okonjo is well known", other), IsEmpty());
    EXPECT_THAT(found(s, "OPT line of Okonjo"), IsEmpty());
    EXPECT_THAT(found(s, "The agent is Okonjo", d), ElementsAre("okonjo"));
}

TEST_F(SecretsTest, WhatIsRedactedEverywhereStaysASecretEverywhere) {
    const auto d = responsive("The agent is Okonjo");
    const auto other = responsive("Okonjo once more");
    redact(d, "Okonjo");
    redact(other, "Okonjo");
    EXPECT_THAT(found(secrets(), "Okonjo"), Not(IsEmpty()));
}

TEST_F(SecretsTest, WhatIsOpenOnlyInAWithheldDocumentIsNotKnownToTheOtherSide) {
    const auto d = responsive("The agent is Okonjo");
    const auto withheld = responsive("Okonjo asks for advice");
    redact(d, "Okonjo");
    code(withheld, "privilege", "attorney_client");
    EXPECT_THAT(found(secrets(), "Okonjo"), ElementsAre("okonjo"));
}

TEST_F(SecretsTest, AWithheldDocumentIsRecognisedByItsTextTitleAndName) {
    documents::Document wanted;
    wanted.title = "Settlement strategy";
    wanted.fileName = "Strategy for counsel.pdf";
    const auto d = responsive(wanted, {"Counsel believes that the claim is worth no more than four million"});
    code(d, "privilege", "attorney_client");
    const auto s = secrets();
    EXPECT_THAT(found(s, "re: SETTLEMENT strategy"), Contains("settlementstrategy"));
    EXPECT_THAT(found(s, "strategy_for_counsel.PDF"), Contains("strategyforcounselpdf"));
    EXPECT_THAT(found(s, "...\ncounsel believes that the claim is worth...", {}), Not(IsEmpty()));
    EXPECT_THAT(found(s, "the claim is worth"), IsEmpty());
}

TEST_F(SecretsTest, ThePathOfAProducedAttachmentDoesNotMakeTheNameOfItsWithheldMailKnown) {
    documents::Document wanted;
    wanted.kind = documents::Kind::Mail;
    wanted.fileName = "Settlement strategy.eml";
    const auto parent = responsive(wanted, {"Counsel believes that the claim is weak"});
    foundAt(parent, "Vale/Settlement strategy.eml");
    const auto child = attachment(parent, 1, "the list");
    foundAt(child, "Vale/Settlement strategy.eml/list.pdf");
    code(parent, "privilege", "attorney_client");
    code(child, "privilege", "none");
    for (const char* fields : {R"("fields": [])", R"("fields": ["BEGBATES", "FILEPATH"])", R"("fields": ["ALLPATHS"])"})
        EXPECT_THAT(found(secrets(specification(fields)), "Vale/Settlement strategy.eml/list.pdf"),
                    Contains("settlementstrategyeml"))
            << fields;
}

TEST_F(SecretsTest, AFolderIsKnownWhenPathsAreAskedFor) {
    const auto d = responsive("The agent is Okonjo");
    redact(d, "Okonjo");
    const auto other = responsive("No relation");
    foundAt(other, "Okonjo/box.pdf");
    EXPECT_THAT(found(secrets(), "Okonjo/box.pdf"), ElementsAre("okonjo"));
    EXPECT_THAT(found(secrets(specification(R"("fields": ["FILEPATH"])")), "Okonjo/box.pdf"), IsEmpty());
}

TEST_F(SecretsTest, APassageQuotedInAProducedDocumentIsKnown) {
    const auto d = responsive("Counsel believes that the claim is worth no more than four million");
    responsive("He wrote: Counsel believes that the claim is worth no more than four million");
    code(d, "privilege", "attorney_client");
    EXPECT_THAT(found(secrets(), "Counsel believes that the claim is worth"), IsEmpty());
}

TEST_F(SecretsTest, APassageIsKnownInWhicheverOrderThePageIsRead) {
    const auto d = responsive("Counsel believes that the claim is worth no more than four million");
    code(d, "privilege", "attorney_client");
    // The same words on one line, stored as two columns.
    const auto other = responsive("and so on");
    const auto stored = write([&](casefile::Database& database) {
        auto page = support::pageOf("Counsel believes that the claim is worth no more than four million");
        std::ranges::rotate(page.words, page.words.begin() + 3);
        page.text = documents::textOf(page.words);
        return documents::DocumentStore(database).putPage(other.id, page);
    });
    ASSERT_TRUE(stored);
    EXPECT_THAT(found(secrets(), "Counsel believes that the claim is worth"), IsEmpty());
}

TEST_F(SecretsTest, WordsOfTheFileFormatsAreNoFindingsByThemselves) {
    const auto d = responsive("The Catalog of Contents was long");
    redact(d, "Catalog");
    const auto s = secrets();
    EXPECT_THAT(found(s, "/Type /Catalog"), IsEmpty());
    EXPECT_THAT(found(s, "Catalog", d), ElementsAre("catalog"));
}

TEST_F(SecretsTest, AUsualReasonMaySayTheWordItHidesButTheReviewersOwnWordsMayNot) {
    const auto d = responsive("It holds personal things");
    redact(d, "personal", "Personal data");
    EXPECT_THAT(found(secrets(), "Personal data", d), IsEmpty());
    redact(d, "things", "The things he did");
    EXPECT_THAT(found(secrets(), "The things he did", d), ElementsAre("things"));
}

TEST_F(SecretsTest, AHintNeverQuotesInFull) {
    const auto d = responsive("The agent is Okonjo");
    redact(d, "Okonjo");
    const auto s = secrets();
    const auto all = s.foundIn("Okonjo", "");
    ASSERT_EQ(all.size(), 1u);
    const auto hint = Secrets::hint(*all[0]);
    EXPECT_THAT(hint, Not(testing::HasSubstr("okonjo")));
    EXPECT_THAT(hint, testing::HasSubstr(d.controlNumber));
}

TEST_F(SecretsTest, NothingHiddenMeansNoSecrets) {
    responsive("The agent is Okonjo");
    EXPECT_EQ(secrets().size(), 0u);
    EXPECT_THAT(found(secrets(), "The agent is Okonjo"), IsEmpty());
}

TEST(HiddenWords, OfALongRedactionCountOneByOneInWhatTellsOfTheDocument) {
    const std::vector<documents::Page> pages = {
        support::pageOf("Settlement with Marlowe Holdings Limited\nBob wrote the list")};
    redaction::Redaction line, name;
    line.box = {70, 70, 500, 84};
    name.box = {70, 90, 91, 104};
    const std::vector<redaction::Redaction> redactions = {line, name};
    const auto phrases = hiddenPhrases(pages, redactions);
    const auto words = hiddenWords(pages, redactions);
    EXPECT_TRUE(tellsHidden("Marlowe Holdings.pdf", phrases, words));
    EXPECT_TRUE(tellsHidden("Memo on Bob", phrases, words));
    EXPECT_FALSE(tellsHidden("The list", phrases, words));
    EXPECT_FALSE(tellsHidden("Bobbin", phrases, words));
}

TEST(HiddenWords, AnOpenAddressThatHoldsTheLettersOfAHiddenWordTellsNothing) {
    const std::vector<documents::Page> pages = {
        support::pageOf("From: reyl@meridianholdings.example\nReyl at Meridian Holdings")};
    redaction::Redaction line;
    line.box = {70, 90, 500, 104};
    const std::vector<redaction::Redaction> redactions = {line};
    const auto phrases = hiddenPhrases(pages, redactions);
    const auto words = hiddenWords(pages, redactions);
    EXPECT_FALSE(tellsHidden("reyl@meridianholdings.example", phrases, words));
    EXPECT_TRUE(tellsHidden("Talks with Meridian", phrases, words));
    EXPECT_TRUE(tellsHidden("meridian_talks.pdf", phrases, words));
    EXPECT_TRUE(tellsHidden("MeridianTalks.pdf", phrases, words));
}

}  // namespace
}  // namespace redwell::production

#include "search/search.h"

#include "review/coding.h"
#include "support/small_case.h"

namespace redwell::search {
namespace {

class SearchTest : public support::SmallCase {
protected:
    std::vector<std::string> found(std::string_view query, const SortOrder& order = {}) {
        auto lease = m_case->read();
        const auto ids = Search(**lease, "America/New_York").documents(query, order);
        EXPECT_TRUE(ids) << ids.error().message();
        std::vector<std::string> numbers;
        if (!ids) return numbers;
        const auto documents = documents::DocumentStore(**lease).get(*ids);
        for (const auto& d : *documents) numbers.push_back(d.controlNumber);
        return numbers;
    }
    std::vector<Hit> hits(DocumentId document, std::string_view query) {
        auto lease = m_case->read();
        const auto found = Search(**lease, "America/New_York").hits(document, query);
        EXPECT_TRUE(found) << found.error().message();
        return found ? *found : std::vector<Hit>{};
    }
    void code(DocumentId document, const std::string& assignment) {
        const auto parsed = *review::CodingStore::parseAssignment(assignment);
        const std::vector<DocumentId> ids{document};
        const std::vector<review::Assignment> all{parsed};
        const auto changed =
            write([&](casefile::Database& database) { return review::CodingStore(database).change(ids, all, "Ann"); });
        ASSERT_TRUE(changed) << changed.error().message();
    }
};

using Numbers = std::vector<std::string>;

TEST_F(SearchTest, FindsWordsWithoutRegardToCaseAndAccents) {
    put("The Résumé of training data");
    put("Nothing of the kind");
    EXPECT_EQ(found("resume TRAINING"), Numbers{"RW000001"});
    EXPECT_EQ(found("NOT resume"), Numbers{"RW000002"});
    EXPECT_EQ(found("\"training data\""), Numbers{"RW000001"});
    EXPECT_EQ(found("\"data training\""), Numbers{});
    EXPECT_EQ(found("train*"), Numbers{"RW000001"});
    EXPECT_EQ(found("train"), Numbers{});
}

TEST_F(SearchTest, FindsWordsThatAHyphenDividesAtALinesEnd) {
    put("power over trans-\nmission lines to\nthe well-\nknown dam");
    const auto across = put({}, {"the end of the docu-", "ment is here"});
    EXPECT_EQ(found("transmission"), Numbers{"RW000001"});
    EXPECT_EQ(found("\"over transmission lines to the\""), Numbers{"RW000001"});
    EXPECT_EQ(found("transm*"), Numbers{"RW000001"});
    EXPECT_EQ(found("document"), Numbers{"RW000002"});
    EXPECT_EQ(hits(across.id, "document").size(), 2u);
    // As it stands there, too.
    EXPECT_EQ(found("\"well-known dam\""), Numbers{"RW000001"});
    EXPECT_EQ(found("mission"), Numbers{"RW000001"});
    EXPECT_EQ(found("\"known dam power\""), Numbers{}) << "what is put in behind the text does not follow it";
    EXPECT_EQ(found("\"dam over\""), Numbers{});
}

TEST_F(SearchTest, FindsDividedWordsInMessages) {
    documents::Message message;
    message.from = "Imogen Vale";
    message.body = "the trans-mission of power";
    put({}, {"the trans-\nmission of power"}, {message});
    auto lease = m_case->read();
    Search search(**lease, "America/New_York");
    EXPECT_EQ(search.messages("\"the transmission of\"")->size(), 1u);
    EXPECT_EQ(search.messages("\"trans-mission\"")->size(), 1u);
}

TEST_F(SearchTest, KnowsEveryKind) {
    for (const auto kind : documents::kAllKinds) {
        documents::Document wanted;
        wanted.kind = kind;
        put(wanted, {});
    }
    for (const auto kind : documents::kAllKinds)
        EXPECT_EQ(found("kind:" + std::string(documents::name(kind))).size(), 1u) << documents::name(kind);
}

TEST_F(SearchTest, FindsTheFamilyAndTheCopiesOfADocument) {
    const auto mail = put("the mail");
    documents::Document file;
    file.parent = file.family = mail.id;
    file.familyOrder = 1;
    const auto attached = put(file, {"the file"});
    documents::Document copy;
    copy.state = documents::State::Duplicate;
    copy.duplicateOf = mail.id;
    const auto again = put(copy, {});
    put("another");
    EXPECT_EQ(found("family:" + attached.controlNumber), (Numbers{mail.controlNumber, attached.controlNumber}));
    EXPECT_EQ(found("copies:" + mail.controlNumber), (Numbers{mail.controlNumber, again.controlNumber}));
    EXPECT_EQ(found("copies:" + again.controlNumber), (Numbers{mail.controlNumber, again.controlNumber}));
}

TEST_F(SearchTest, FindsByCodingAndCounts) {
    const auto first = put("one"), second = put("two"), third = put("three");
    code(first.id, "privilege=attorney_client");
    code(second.id, "privilege=none");
    code(second.id, "issues=Training use,Knowledge");
    code(third.id, "hot=true");
    EXPECT_EQ(found("privilege:attorney_client"), Numbers{"RW000001"});
    EXPECT_EQ(found("privilege:*"), (Numbers{"RW000001", "RW000002"}));
    EXPECT_EQ(found("is:privileged"), Numbers{"RW000001"});
    EXPECT_EQ(found("issues:\"training use\""), Numbers{"RW000002"});
    EXPECT_EQ(found("issues:training_use"), Numbers{"RW000002"});
    EXPECT_EQ(found("hot:true"), Numbers{"RW000003"});
    EXPECT_EQ(found("hot:false"), (Numbers{"RW000001", "RW000002"}));
    put("four");
    EXPECT_EQ(found("is:uncoded"), Numbers{"RW000004"});
}

TEST_F(SearchTest, ReadsDatesInTheTimeZoneOfTheCase) {
    documents::Document late, early, none;
    late.date.text = "2023-10-24T23:30";  // 25 October in UTC
    early.date.text = "2023-10-23T09:00";
    put(late, {"late"});
    put(early, {"early"});
    put(none, {"undated"});
    EXPECT_EQ(found("date:2023-10-24"), Numbers{"RW000001"});
    EXPECT_EQ(found("before:2023-10-24"), Numbers{"RW000002"});
    EXPECT_EQ(found("after:2023-10-23"), Numbers{"RW000001"});
    EXPECT_EQ(found("date:2023-10-23..2023-10-24"), (Numbers{"RW000001", "RW000002"}));
    EXPECT_EQ(found("NOT date:2023"), Numbers{"RW000003"});
}

TEST_F(SearchTest, FindsSendersInMessagesToo) {
    documents::Message message;
    message.from = "Imogen Vale";
    message.to = {"Dario Okonjo"};
    message.body = "the list";
    put({}, {"a chat"}, {message});
    put("no messages");
    EXPECT_EQ(found("from:vale"), Numbers{"RW000001"});
    EXPECT_EQ(found("to:vale"), Numbers{});
    EXPECT_EQ(found("to:okonjo has:message"), Numbers{"RW000001"});
    auto lease = m_case->read();
    EXPECT_EQ(Search(**lease, "UTC").messages("list from:vale")->size(), 1u);
    EXPECT_EQ(Search(**lease, "UTC").messages("chat")->size(), 0u);
}

TEST_F(SearchTest, KnowsCopiesAndBlindCopiesFromOtherRecipients) {
    documents::Message message;
    message.from = "Imogen Vale <ivale@meridian.example>";
    message.to = {"Dario Okonjo <dario@meridian.example>"};
    message.cc = {"Ren\u00e9 Tate <rt@meridian.example>", "Anybody"};
    message.bcc = {"\"Counsel, Amos\" <amos@law.example>"};
    put({}, {"a mail"}, {message});
    message.cc = {"amos@law.example"};
    message.bcc = {"okonjo_100%@home.example"};
    put({}, {"another"}, {message});
    put("no messages");
    EXPECT_EQ(found("cc:tate"), Numbers{"RW000001"});
    EXPECT_EQ(found("cc:rene"), Numbers{"RW000001"});
    EXPECT_EQ(found("cc:\"tate rene\""), Numbers{});
    EXPECT_EQ(found("bcc:amos"), Numbers{"RW000001"});
    EXPECT_EQ(found("bcc:\"counsel amos\""), Numbers{"RW000001"});
    EXPECT_EQ(found("bcc:amos@law.example"), Numbers{"RW000001"});
    EXPECT_EQ(found("cc:amos"), Numbers{"RW000002"});
    EXPECT_EQ(found("cc:okonjo"), Numbers{});
    EXPECT_EQ(found("bcc:okonjo"), Numbers{"RW000002"});
    EXPECT_EQ(found("bcc:*"), (Numbers{"RW000001", "RW000002"}));
    EXPECT_EQ(found("NOT bcc:*"), Numbers{"RW000003"});
    auto lease = m_case->read();
    EXPECT_EQ(Search(**lease, "UTC").messages("bcc:amos")->size(), 1u);
    EXPECT_EQ(Search(**lease, "UTC").messages("cc:* from:vale")->size(), 2u);
}

TEST_F(SearchTest, TakesWholeWordsOfThoseInCopy) {
    documents::Message message;
    message.from = "Imogen Vale <ivale@meridian.example>";
    message.to = {"Ann Lee <ann@meridian.example>", "John Smith"};
    message.cc = {"Joanne Roy <joanne@meridian.example>", "Pat O\u2019Brien <pob@meridian.example>", "Smith, John"};
    put({}, {"a mail"}, {message});
    EXPECT_EQ(found("cc:ann"), Numbers{}) << "she is in To, and Joanne is another";
    EXPECT_EQ(found("cc:joan*"), Numbers{"RW000001"});
    EXPECT_EQ(found("cc:\"O'Brien\""), Numbers{"RW000001"});
    EXPECT_EQ(found("cc:smith.john"), Numbers{"RW000001"});
    EXPECT_EQ(found("cc:joan"), Numbers{});
}

TEST_F(SearchTest, FindsWhoIsInBlindCopyByASuppressedCopyAlone) {
    documents::Document kept;
    kept.recipients = {"Ben <ben@meridian.example>", "cy@meridian.example"};
    documents::Message message;
    message.from = "Ann <ann@meridian.example>";
    message.to = {"Ben <ben@meridian.example>"};
    message.cc = {"cy@meridian.example"};
    const auto first = put(kept, {"the deal"}, {message});
    documents::Document copy;
    copy.recipients = {"BEN@meridian.example", "Cy <cy@meridian.example>", "Jos\u00e9 Blind <jb@hidden.example>"};
    copy.state = documents::State::Duplicate;
    copy.duplicateOf = first.id;
    put(copy, {});
    const Numbers both{"RW000001", "RW000002"};
    EXPECT_EQ(found("bcc:jose"), both);
    EXPECT_EQ(found("bcc:hidden.example"), both);
    EXPECT_EQ(found("bcc:*"), both);
    EXPECT_EQ(found("bcc:ben"), Numbers{});
    EXPECT_EQ(found("cc:blind"), Numbers{});
    auto lease = m_case->read();
    EXPECT_EQ(Search(**lease, "UTC").messages("bcc:blind")->size(), 1u);

    // A reviewer mends whom the kept one went to: nobody is in blind copy for that.
    message.id = (*messages::MessageStore(**lease).ofDocument(first.id)).front().id;
    message.to = {"Somebody Else"};
    const std::vector mended{message};
    ASSERT_TRUE(write([&](casefile::Database& database) {
        return messages::MessageStore(database).arrange(first.id, mended, "UTC");
    }));
    EXPECT_EQ(found("bcc:ben"), Numbers{});
    EXPECT_EQ(found("bcc:jose"), both);
}

TEST_F(SearchTest, TreatsSignsInValuesAsText) {
    documents::Document named;
    named.fileName = "100% of it's_list.pdf";
    put(named, {"one"});
    put("two");
    EXPECT_EQ(found("file:\"100%\""), Numbers{"RW000001"});
    EXPECT_EQ(found("file:%"), Numbers{"RW000001"});
    EXPECT_EQ(found("file:\"it's_list\""), Numbers{"RW000001"});
    EXPECT_EQ(found("custodian:\"x' OR 1=1 --\""), Numbers{});
}

TEST_F(SearchTest, NamesFieldsAndValuesThatItDoesNotKnow) {
    auto lease = m_case->read();
    Search search(**lease, "UTC");
    for (const char* query :
         {"sender_name:x", "kind:docx", "privilege:maybe", "date:yesterday", "hot:perhaps", "has:wings"}) {
        const auto result = search.documents(query);
        ASSERT_FALSE(result) << query;
        EXPECT_EQ(result.error().kind, ErrorKind::Usage);
    }
}

TEST_F(SearchTest, SortsWithWhatHasNoValueLast) {
    documents::Document dated;
    dated.date.text = "2023-10-24T10:00";
    put("undated");
    put(dated, {"dated"});
    EXPECT_EQ(found("*", {"date", false}), (Numbers{"RW000002", "RW000001"}));
    EXPECT_EQ(found("*", {"date", true}), (Numbers{"RW000002", "RW000001"}));
    EXPECT_EQ(found("*", {"control_number", true}), (Numbers{"RW000002", "RW000001"}));
}

TEST_F(SearchTest, MarksEachLineOfAHit) {
    const auto document = put({}, {"send the training\ndata now, Training-data!", "data again"});
    const auto words = hits(document.id, "data");
    ASSERT_EQ(words.size(), 3u);
    EXPECT_EQ(words[2].page, 2);
    const auto phrase = hits(document.id, "\"training data\" NOT again");
    ASSERT_EQ(phrase.size(), 3u);  // two lines of the first, one word that holds the second
    EXPECT_EQ(phrase[0].text, "training");
    EXPECT_EQ(phrase[1].text, "data");
    EXPECT_EQ(phrase[2].text, "Training-data!");
    EXPECT_DOUBLE_EQ(phrase[0].box.y0, 72);
    EXPECT_DOUBLE_EQ(phrase[1].box.y0, 92);
}

}  // namespace
}  // namespace redwell::search

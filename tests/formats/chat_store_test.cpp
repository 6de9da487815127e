// Chats out of Apple's message store, Teams exports and tables.
#include "chat_drawing.h"

#include <sqlite3.h>

namespace redwell::formats {
namespace {

using documents::MessageKind;

class DrawnStore {
public:
    DrawnStore() {
        sqlite3_open(":memory:", &m_database);
        run("CREATE TABLE message(guid TEXT, text TEXT, attributedBody BLOB, handle_id INTEGER, date INTEGER, "
            "is_from_me "
            "INTEGER, associated_message_guid TEXT, associated_message_type INTEGER, thread_originator_guid TEXT, "
            "date_edited INTEGER, date_retracted INTEGER);"
            "CREATE TABLE handle(id TEXT);CREATE TABLE chat(guid TEXT, display_name TEXT);"
            "CREATE TABLE chat_handle_join(chat_id INTEGER, handle_id INTEGER);"
            "CREATE TABLE chat_message_join(chat_id INTEGER, message_id INTEGER);"
            "CREATE TABLE attachment(guid TEXT, filename TEXT, transfer_name TEXT, total_bytes INTEGER);"
            "CREATE TABLE message_attachment_join(message_id INTEGER, attachment_id INTEGER);"
            "INSERT INTO handle VALUES('+15550100'),('odo@meridian.example');"
            "INSERT INTO chat VALUES('any;-;+15550100','Bridge'); INSERT INTO chat_handle_join VALUES(1,1);");
    }
    ~DrawnStore() { sqlite3_close(m_database); }
    DrawnStore(const DrawnStore&) = delete;
    DrawnStore& operator=(const DrawnStore&) = delete;

    void run(const std::string& sql) {
        ASSERT_EQ(sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(m_database);
    }
    std::string bytes() {
        sqlite3_int64 size = 0;
        auto* data = sqlite3_serialize(m_database, "main", &size, 0);
        std::string out(reinterpret_cast<char*>(data), static_cast<std::size_t>(size));
        sqlite3_free(data);
        return out;
    }

private:
    sqlite3* m_database = nullptr;
};

// 24 October 2023, 14:03 UTC in nanoseconds since 2001.
constexpr const char* kNoon = "719848980000000000";

TEST(MessageStore, RowsBecomeMessagesTapbacksReactionsAndFilesMissingAttachments) {
    DrawnStore store;
    const std::string at = kNoon;
    store.run("INSERT INTO message VALUES('A','When?',NULL,1," + at +
              ",0,NULL,0,NULL,0,0),"
              "('B','Friday',NULL,0," +
              at + "+60000000000,1,NULL,0,'A'," + at +
              "+90000000000,0),"
              "('C','Loved',NULL,0," +
              at +
              "+70000000000,1,'p:0/A',2000,NULL,0,0),"
              "('D','',NULL,1," +
              at + "+80000000000,0,NULL,0,NULL,0," + at +
              "+85000000000);"
              "INSERT INTO chat_message_join VALUES(1,1),(1,2),(1,3),(1,4);"
              "INSERT INTO attachment VALUES('AT1','~/Library/x/plan.heic','plan.heic',900);"
              "INSERT INTO message_attachment_join VALUES(2,1);");
    const auto chat = read(store.bytes(), "chat.db");
    EXPECT_EQ(chat.kind, documents::Kind::Chat);
    ASSERT_EQ(chat.messages.size(), 3U);
    EXPECT_EQ(chat.messages[0].from, "+15550100");
    EXPECT_EQ(chat.messages[0].sent.text, "2023-10-24T14:03:00+00:00");
    EXPECT_EQ(chat.messages[0].conversation, "Bridge");
    EXPECT_EQ(chat.messages[0].reactions.at(0).value, "Loved");
    EXPECT_EQ(chat.messages[1].replyTo, "A");
    EXPECT_EQ(chat.messages[1].edits.size(), 1U);
    EXPECT_TRUE(chat.messages[1].attachments.at(0).isMissing);
    EXPECT_EQ(chat.messages[1].attachments.at(0).name, "plan.heic");
    EXPECT_TRUE(chat.messages[2].isDeleted);
}

TEST(MessageStore, TheTextMayStandInTheAttributedBodyOnly) {
    DrawnStore store;
    store.run(
        std::string("INSERT INTO message VALUES('A',NULL,"
                    "x'040B73747265616D747970656481E803840140848484084E53537472696E67019584012B0A4E6F7465722074657374"
                    "86',1,") +
        kNoon + ",0,NULL,0,NULL,0,0);");
    EXPECT_EQ(read(store.bytes(), "sms.db").messages.at(0).body, "Noter test");
}

TEST(MessageStore, ImpossibleTimesStayWordsAndLooseMessagesGetAPlace) {
    DrawnStore store;
    store.run(
        "INSERT INTO message "
        "VALUES('A','one',NULL,9,1e300,0,NULL,0,NULL,0,0),('B','two',NULL,2,-1e17,0,NULL,0,NULL,0,0),"
        "(NULL,'three',NULL,2,9e18,0,'p:0/gone',2001,'nobody',0,0);");
    const auto opened = openAll(store.bytes(), "chat.db");
    EXPECT_EQ(opened.messages(), 3U);
}

TEST(MessageStore, ADamagedOneEndsAsADocumentOrAnError) {
    DrawnStore store;
    for (int i = 0; i < 300; ++i)
        store.run("INSERT INTO message VALUES('G" + std::to_string(i) +
                  "','text of some length to fill its page',NULL,1," + kNoon + ",0,NULL,0,NULL,0,0);");
    const auto whole = store.bytes();
    for (std::size_t at = 4096; at < whole.size(); at += 4096) {
        auto hurt = whole;
        for (std::size_t i = 0; i < 64; ++i) hurt[at + i * 7] = static_cast<char>(0x5a + i);
        for (const auto& bytes : {hurt, whole.substr(0, at)}) {
            const auto chat = readBytes(bytes, "chat.db");
            if (!chat) {
                EXPECT_FALSE(chat.error().what.empty());
            }
        }
    }
}

TEST(MessageStore, AnotherProgramsDatabaseIsNoChat) {
    DrawnStore store;
    store.run("DROP TABLE message; CREATE TABLE message(a, b);");
    EXPECT_EQ(errorOf(store.bytes(), "other.db"), ErrorKind::Unsupported);
}

TEST(Teams, MessagesOfTheGraphAreReadWithRepliesEditsReactionsAndCards) {
    const auto chat = read(R"({"value":[
 {"id":"1","messageType":"message","createdDateTime":"2023-10-24T14:03:00.5Z","chatId":"19:x","from":{"user":{"id":"u1","displayName":"Imogen Vale"}},
  "body":{"contentType":"html","content":"<p>When is the <b>pour</b>?</p>"},"lastEditedDateTime":"2023-10-24T14:04:00Z",
  "reactions":[{"reactionType":"like","user":{"user":{"id":"u2","displayName":"Tobias Renn"}}}]},
 {"id":"2","messageType":"message","createdDateTime":"2023-10-24T14:05:00Z","chatId":"19:x","replyToId":"1","from":{"user":{"id":"u2","displayName":"Tobias Renn"}},
  "body":{"contentType":"text","content":"Friday <soon>"},"deletedDateTime":"2023-10-24T15:00:00Z",
  "attachments":[{"id":"f1","contentType":"reference","name":"plan.docx","contentUrl":"https://t.example/plan.docx"},
                 {"id":"c1","contentType":"application/vnd.microsoft.card.adaptive","content":"{\"body\":[{\"text\":\"Wind\"}]}"}]},
 {"id":"3","messageType":"systemEventMessage","createdDateTime":"2023-10-24T14:06:00Z","chatId":"19:x","from":null,
  "body":{"contentType":"html","content":"<systemEventMessage/>"},
  "eventDetail":{"@odata.type":"#microsoft.graph.membersAddedEventMessageDetail","members":[{"id":"u3","displayName":"Odo Hart"}]}}]})",
                           "chat.json");
    ASSERT_EQ(chat.messages.size(), 3U);
    EXPECT_EQ(chat.messages[0].body, "When is the pour?");
    EXPECT_EQ(chat.messages[0].edits.size(), 1U);
    EXPECT_EQ(chat.messages[0].reactions.at(0).by, (std::vector<std::string>{"Tobias Renn"}));
    EXPECT_EQ(chat.messages[1].replyTo, "1");
    EXPECT_TRUE(chat.messages[1].isDeleted);
    EXPECT_EQ(chat.messages[1].body, "Friday <soon>\nWind");
    ASSERT_EQ(chat.messages[1].attachments.size(), 1U);
    EXPECT_TRUE(chat.messages[1].attachments[0].isMissing);
    EXPECT_EQ(chat.messages[2].kind, MessageKind::Join);
    EXPECT_NE(chat.messages[2].body.find("Odo Hart"), std::string::npos);
}

TEST(Teams, ThePersonalExportIsReadConversationByConversation) {
    const auto opened = openAll(R"({"userId":"8:u1","conversations":[{"id":"19:a","displayName":"Bridge","MessageList":[
 {"id":"1","originalarrivaltime":"2023-10-24T14:03:00Z","messagetype":"RichText/Html","from":"8:u1","displayName":"Imogen Vale","content":"<p>one</p>"},
 {"id":"2","originalarrivaltime":"2023-10-24T14:04:00Z","messagetype":"Text","from":"8:u2","content":"two"}]},
 {"id":"19:b","MessageList":[{"id":"3","originalarrivaltime":"2023-10-25T14:04:00Z","messagetype":"Text","from":"8:u2","content":"three"}]}]})",
                                "messages.json");
    ASSERT_EQ(opened.documents.size(), 2U);
    EXPECT_EQ(opened.documents[0].messages.size(), 2U);
    EXPECT_EQ(opened.documents[0].messages[0].body, "one");
}

TEST(MessageTable, RowsBecomeMessagesByConversationAndDayHoweverOld) {
    const auto opened = openAll(
        "Conversation ID,Conversation Name,Message ID,Timestamp,Sender,Sender Email,Body,Has Attachment\n"
        "C1,Chamber,m1,1541-08-14T22:02:00Z,Ann Ley,ann@court.example,\"Ready, \"\"all\"\" of it\nand more\",N\n"
        "C1,Chamber,m2,1541-08-14T22:03:00Z,Tom Cull,tom@court.example,Good,Y\n"
        "C2,Hall,m3,1536-05-02T10:00:00Z,Ann Ley,ann@court.example,Then,N\n\n",
        "messages.csv");
    ASSERT_EQ(opened.documents.size(), 2U);
    const auto& chat = opened.documents[0];
    ASSERT_EQ(chat.messages.size(), 2U);
    EXPECT_EQ(chat.messages[0].sent.text, "1541-08-14T22:02:00+00:00");
    EXPECT_EQ(chat.messages[0].body, "Ready, \"all\" of it\nand more");
    EXPECT_EQ(chat.messages[0].from, "Ann Ley <ann@court.example>");
    EXPECT_TRUE(chat.messages[1].attachments.at(0).isMissing);
    EXPECT_EQ(opened.documents[1].title, "Hall, 1536-05-02");
}

TEST(MessageTable, RowsThatAreShortOrUndatedAreKeptAndReported) {
    const auto chat = read("date;from;text\n24.10.2023 14:03;Ann;one\nnever;Tom;two\nshort\n", "messages.csv");
    ASSERT_EQ(chat.messages.size(), 3U);
    EXPECT_EQ(chat.messages[0].sent.text.substr(0, 16), "2023-10-24T14:03");
    EXPECT_NE(chat.metadata.at("chat_problems").find("row 2 states the impossible time \"never\""), std::string::npos);
    EXPECT_NE(chat.metadata.at("chat_problems").find("row 3 has 1 fields instead of 3"), std::string::npos);
}

TEST(MessageTable, ATableInAWebPageIsReadRowByRow) {
    const auto chat = read(
        "<html><head><title>Export</title></head><body><table><tr><td>Logo</td></tr></table><TABLE class=log>"
        "<tr><th>Timestamp</th><th>Sender</th><th>Message</th></tr>"
        "<tr><td>2023-11-02 15:04:05</td><td>Imogen Vale</td><td>\"Ready\", <b>all</b> of it<br>and more</td></tr>"
        "<tr><td>11/2/2023 3:06:40 PM<td>Dario Okonjo<td>Not <table><tr><td>yet</td></tr></table></tr>"
        "</TABLE></body></html>",
        "teams.html");
    EXPECT_EQ(chat.kind, documents::Kind::Chat);
    ASSERT_EQ(chat.messages.size(), 2U);
    EXPECT_EQ(chat.messages[0].from, "Imogen Vale");
    EXPECT_EQ(chat.messages[0].sent.text.substr(0, 16), "2023-11-02T15:04");
    EXPECT_EQ(chat.messages[0].body, "\"Ready\", all of it\nand more");
    EXPECT_EQ(chat.messages[1].from, "Dario Okonjo");
    EXPECT_EQ(chat.messages[1].sent.text.substr(0, 16), "2023-11-02T15:06");
    EXPECT_EQ(chat.messages[1].body, "Not\nyet");
}

TEST(MessageTable, ATableOfOtherThingsIsAText) {
    EXPECT_EQ(read("date,amount,account\n2023-10-24,5,books\n", "ledger.csv").kind, documents::Kind::Text);
}

}  // namespace
}  // namespace redwell::formats

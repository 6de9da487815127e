#include "messages/conversations.h"

#include "support/small_case.h"

namespace redwell::messages {
namespace {

using Kind = Conversation::Kind;

documents::Message message(std::string from, std::string sent, std::string body, std::string conversation = {}) {
    documents::Message m;
    m.from = std::move(from);
    m.sent.text = std::move(sent);
    m.body = std::move(body);
    m.conversation = std::move(conversation);
    m.page = 1;
    return m;
}

class ConversationsTest : public support::SmallCase {
protected:
    template <class Ask>
    auto ask(Ask what) {
        auto lease = m_case->read();
        EXPECT_TRUE(lease);
        ConversationStore store(**lease);
        auto answer = what(store);
        EXPECT_TRUE(answer) << answer.error().message();
        return *answer;
    }
    std::vector<std::string> bodies(const Conversation& conversation, int limit = 100) {
        std::vector<std::string> out;
        for (const auto& m : ask([&](ConversationStore& store) { return store.messages(conversation, limit); }))
            out.push_back(m.body);
        return out;
    }
    void sql(const std::string& text) {
        const auto done = write([&](casefile::Database& database) { return database.script(text); });
        ASSERT_TRUE(done) << done.error().message();
    }
};

TEST_F(ConversationsTest, AChatGoesOverDocumentsInTheOrderOfTime) {
    const auto late = put({}, {"x"}, {message("A", "2024-01-17T08:00", "third", "general")});
    put({}, {"x"},
        {message("A", "2024-01-16T08:00", "first", "general"), message("B", "2024-01-16T09:00", "second", "general"),
         message("B", "2024-01-16T09:00", "elsewhere", "random")});
    const auto chat = ask([&](ConversationStore& store) { return store.around(late.id); });
    EXPECT_EQ(chat, (Conversation{Kind::Chat, {}, "general", 0}));
    EXPECT_EQ(bodies(chat), (std::vector<std::string>{"first", "second", "third"}));
    EXPECT_EQ(bodies(chat, 2), (std::vector<std::string>{"first", "second"}));
}

TEST_F(ConversationsTest, ADocumentWithoutThreadOrChatIsItsOwnConversation) {
    const auto document =
        put({}, {"x"}, {message("B", "2024-01-17T08:00", "later"), message("A", "2024-01-16T08:00", "earlier")});
    const auto own = ask([&](ConversationStore& store) { return store.around(document.id); });
    EXPECT_EQ(own, (Conversation{Kind::Document, document.id, {}, 0}));
    EXPECT_EQ(bodies(own), (std::vector<std::string>{"later", "earlier"})) << "in the document's order";
}

TEST_F(ConversationsTest, AThreadShowsEachMessageOnceAndItsGaps) {
    const auto mail = put({}, {"x"}, {message("A", "2024-01-16T08:00", "the plan")});
    const auto answer =
        put({}, {"x"}, {message("B", "2024-01-16T10:00", "agreed"), message("A", "2024-01-16T08:00", "the plan")});
    sql("INSERT INTO threads VALUES (5, 'Plan', 2, 1, 0, 0);"
        "INSERT INTO message_links SELECT id, 5, NULL, id, 0 FROM messages;"
        "UPDATE message_links SET same_as = (SELECT min(id) FROM messages WHERE body = 'the plan') WHERE message_id IN "
        "(SELECT id FROM messages WHERE body = 'the plan');"
        "INSERT INTO thread_gaps(thread_id, key, known_from) SELECT 5, 'lost@x', id FROM messages WHERE body = "
        "'agreed'");
    const auto thread = ask([&](ConversationStore& store) { return store.around(answer.id); });
    EXPECT_EQ(thread, (Conversation{Kind::Thread, {}, {}, 5}));
    EXPECT_EQ(bodies(thread), (std::vector<std::string>{"the plan", "agreed"}));
    const auto gaps = ask([&](ConversationStore& store) { return store.gaps(thread); });
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps[0].key, "lost@x");
    const auto ofMail = ask([&](ConversationStore& store) { return store.gaps({Kind::Document, mail.id, {}, 0}); });
    EXPECT_TRUE(ofMail.empty()) << "the gap is known from the answer alone";
    EXPECT_EQ(ask([&](ConversationStore& store) { return store.gaps({Kind::Document, answer.id, {}, 0}); }).size(), 1u);
    const auto all = ask([&](ConversationStore& store) { return store.messages(thread, 10); });
    EXPECT_EQ(ask([&](ConversationStore& store) { return store.places(all); })[all[0].id].sightings, 2);
}

TEST_F(ConversationsTest, TheListNamesChatsThreadsAndDocumentsWhoseTitleHoldsTheWords) {
    put({}, {"x"},
        {message("A", "2024-01-16T08:00", "hello", "Site office"),
         message("A", "2024-01-16T09:00", "b", "Site office")});
    put({}, {"x"});
    documents::Document named;
    named.title = "Office memo";
    named.date.text = "2024-01-20T08:00";
    put(named, {"x"}, {message("A", "2024-01-20T08:00", "m")});
    const auto found = ask([](ConversationStore& store) { return store.list("OFFICE", 10); });
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].conversation.kind, Kind::Chat);
    EXPECT_EQ(found[0].messages, 2);
    EXPECT_EQ(found[1].conversation.kind, Kind::Document);
    EXPECT_NE(found[1].title.find("Office memo"), std::string::npos);
    EXPECT_EQ(ask([](ConversationStore& store) { return store.list("", 10); }).size(), 3u)
        << "a document without messages is no conversation";
}

}  // namespace
}  // namespace redwell::messages

#include "analysis/threads.h"

#include "messages/people_store.h"
#include "support/small_case.h"

#include <gmock/gmock.h>

namespace redwell::analysis {
namespace {

using documents::Document;
using documents::Kind;
using documents::Message;

const std::string kFirst = "The old mix was not good: too much crawl, too little long-form text in it.";
const std::string kSecond = "Can we talk about the licence question offline before anybody signs?";
const std::string kThird = "Numbers for tomorrow: fifteen trillion tokens in total, four percent code.";

class ThreadsTest : public support::SmallCase {
protected:
    static Message mail(const std::string& key, const std::string& from, const std::string& sent,
                        const std::string& body) {
        Message m;
        m.key = key;
        m.from = from;
        m.to = {"sol@example.org"};
        m.sent.text = sent;
        m.subject = "Re: sources";
        m.body = body;
        return m;
    }
    static Message answering(Message m, const std::string& key) {
        m.replyTo = key;
        m.references = {key};
        return m;
    }
    static Message quotation(int depth, const std::string& from, const std::string& sent, const std::string& body) {
        auto m = mail("", from, sent, body);
        m.to.clear();
        m.depth = depth;
        return m;
    }
    Document file(const std::vector<Message>& messages, Kind kind = Kind::Mail) {
        Document wanted;
        wanted.kind = kind;
        std::string text;
        for (const auto& m : messages) text += m.body + "\n";
        return put(wanted, {text}, messages);
    }
    void rebuild() {
        NoProgress progress;
        const auto done = Threads::rebuild(*m_case, progress, {});
        ASSERT_TRUE(done) << done.error().message();
    }
    std::vector<MessageLink> linksOf(const Document& document) {
        std::vector<MessageLink> links;
        const auto all = Threads(**m_case->read()).ofDocument(document.id);
        for (const auto& [id, link] : *all) links.push_back(link);
        return links;
    }
    MessageLink linkOf(const Document& document) { return linksOf(document).at(0); }
    std::vector<ThreadSummary> threads() { return *Threads(**m_case->read()).list(); }
    Thread thread(ThreadId id) { return **Threads(**m_case->read()).find(id); }
};

TEST_F(ThreadsTest, AnswersHangBelowWhatTheyAnswerInWhicheverOrderTheyCome) {
    const auto third = file({answering(mail("c@x", "Ada <a@x>", "2023-10-24T11:00Z", kThird), "b@x")});
    const auto second = file({answering(mail("b@x", "Ben <b@x>", "2023-10-24T10:00Z", kSecond), "a@x")});
    const auto first = file({mail("a@x", "Ada <a@x>", "2023-10-24T09:00Z", kFirst)});
    rebuild();
    ASSERT_EQ(threads().size(), 1u);
    EXPECT_EQ(threads()[0].messages, 3);
    EXPECT_EQ(threads()[0].gaps, 0);
    EXPECT_EQ(threads()[0].subject, "sources");
    EXPECT_EQ(linkOf(third).parent, linkOf(second).message);
    EXPECT_EQ(linkOf(second).parent, linkOf(first).message);
    EXPECT_FALSE(linkOf(first).parent);
}

TEST_F(ThreadsTest, AMailThatIsOnlyReferredToIsAGapThatHoldsItsAnswersTogether) {
    const auto one = file({answering(mail("b@x", "Ben", "2023-10-24T10:00Z", kSecond), "a@x")});
    const auto other = file({answering(mail("c@x", "Cara", "2023-10-24T11:00Z", kThird), "a@x")});
    rebuild();
    ASSERT_EQ(threads().size(), 1u);
    EXPECT_EQ(threads()[0].messages, 2);
    EXPECT_EQ(threads()[0].gaps, 1);
    const auto gaps = thread(threads()[0].id).gaps;
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps[0].key, "a@x");
    EXPECT_EQ(gaps[0].knownFrom, linkOf(one).message);
    EXPECT_EQ(linkOf(other).thread, linkOf(one).thread);
}

TEST_F(ThreadsTest, AGapIsFilledWhenItsMailComes) {
    file({answering(mail("b@x", "Ben", "2023-10-24T10:00Z", kSecond), "a@x")});
    rebuild();
    const auto id = threads()[0].id;
    file({mail("a@x", "Ada", "2023-10-24T09:00Z", kFirst)});
    rebuild();
    ASSERT_EQ(threads().size(), 1u);
    EXPECT_EQ(threads()[0].id, id);
    EXPECT_EQ(threads()[0].gaps, 0);
}

TEST_F(ThreadsTest, MailsThatAnswerInACircleAreOneThreadWithoutOne) {
    const auto a = file({answering(mail("a@x", "Ada", "2023-10-24T09:00Z", kFirst), "b@x")});
    const auto b = file({answering(mail("b@x", "Ben", "2023-10-24T10:00Z", kSecond), "a@x")});
    const auto self = file({answering(mail("c@x", "Cara", "2023-10-24T10:00Z", kThird), "c@x")});
    rebuild();
    EXPECT_EQ(linkOf(a).thread, linkOf(b).thread);
    EXPECT_FALSE(linkOf(a).parent && linkOf(b).parent);
    EXPECT_FALSE(linkOf(self).parent);
}

TEST_F(ThreadsTest, TheSameMailInAFileAQuotationAndOnAScanIsOneMessageSeenThreeTimes) {
    const auto original = file({mail("a@x", "Imogen Vale <ivale@example.org>", "2023-10-24T13:03:20Z", kFirst)});
    const auto answer = file({answering(mail("b@x", "Ben", "2023-10-24T15:00Z", kSecond), "a@x"),
                              quotation(1, "Imogen Vale", "2023-10-24T09:03", kFirst)});
    std::string noisy = kFirst;
    noisy.replace(noisy.find("old"), 3, "o1d");
    noisy.replace(noisy.find("long"), 4, "1ong");
    noisy.replace(noisy.find("good"), 4, "gocd");
    const auto scan = file({mail("", "lmogen Vale", "2023-10-24T09:03", noisy)}, Kind::Pdf);
    rebuild();
    const auto first = linkOf(original).message;
    EXPECT_EQ(linkOf(original).sameAs, first);
    EXPECT_EQ(linksOf(answer).at(1).sameAs, first);
    EXPECT_EQ(linkOf(scan).sameAs, first);
    EXPECT_EQ(linkOf(answer).parent, first);
    EXPECT_EQ(Threads(**m_case->read()).sightings(first)->size(), 3u);
    ASSERT_EQ(threads().size(), 1u);
    EXPECT_EQ(threads()[0].messages, 2);
    EXPECT_EQ(threads()[0].gaps, 0);
}

TEST_F(ThreadsTest, ATextMessageAndAMailOfLikeWordsHoursApartAreTwoUnlessTheyAgreeInFull) {
    const auto text = [&](const std::string& body) {
        auto m = mail("", "Ada", "2023-10-24T09:15", body);
        m.subject.clear();
        return file({m}, Kind::Pdf);
    };
    const auto like = text(kFirst + " Call me."), full = text(kThird);
    const auto answer =
        file({answering(mail("b@x", "Ben", "2023-10-24T15:00Z", kSecond), "a@x"),
              quotation(1, "Ada", "2023-10-24T10:30", kFirst), quotation(1, "Ada", "2023-10-24T10:30", kThird)});
    rebuild();
    EXPECT_NE(linkOf(like).sameAs, linksOf(answer).at(1).sameAs);
    EXPECT_EQ(linkOf(full).sameAs, linksOf(answer).at(2).sameAs);
}

TEST_F(ThreadsTest, AQuotedMailThatNobodyDeliveredIsAGapWithItsWords) {
    const auto answer = file({answering(mail("b@x", "Ben", "2023-10-24T15:00Z", kSecond), "a@x"),
                              quotation(1, "Imogen Vale", "2023-10-24T09:03", kFirst)});
    rebuild();
    ASSERT_EQ(threads().size(), 1u);
    EXPECT_EQ(threads()[0].messages, 1);
    EXPECT_EQ(threads()[0].gaps, 1);  // the key and the quotation tell of one mail
    const auto gap = thread(threads()[0].id).gaps.at(0);
    EXPECT_EQ(gap.key, "a@x");
    EXPECT_EQ(gap.quoted, linksOf(answer).at(1).message);
    EXPECT_TRUE(linksOf(answer).at(1).isGap);
    EXPECT_EQ(linkOf(answer).parent, gap.quoted);
}

TEST_F(ThreadsTest, APrintedChainJoinsTheMailsThatItPrints) {
    const auto first = file({mail("a@x", "Ada Quill", "2023-10-24T09:00-04:00", kFirst)});
    const auto second =
        file({mail("b@x", "Ben Okoro", "2023-10-24T10:00-04:00", kSecond)});  // no header says what it answers
    const auto printed = file(
        {quotation(0, "Cara Lind", "2023-10-24T11:00", kThird), quotation(1, "Ben Okoro", "2023-10-24T10:00", kSecond),
         quotation(2, "Ada Quill", "2023-10-24T09:00", kFirst)},
        Kind::Pdf);
    rebuild();
    ASSERT_EQ(threads().size(), 1u);
    EXPECT_EQ(threads()[0].messages, 3);
    EXPECT_EQ(linkOf(second).parent, linkOf(first).message);
    EXPECT_EQ(linkOf(printed).parent, linkOf(second).message);
}

TEST_F(ThreadsTest, AForgedMessageIdHidesNoOtherMail) {
    const auto a = file({mail("a@x", "Ada", "2023-10-24T09:00Z", kFirst)});
    const auto b = file({mail("a@x", "Mallory", "2023-11-24T10:00Z", kThird)});
    rebuild();
    EXPECT_NE(linkOf(a).sameAs, linkOf(b).sameAs);
    EXPECT_TRUE(linkOf(b).isInclusive);
}

TEST_F(ThreadsTest, OneTextSentTwiceIsTwoMessages) {
    const auto a = file({mail("a@x", "Ada", "2023-10-24T09:00Z", kFirst)});
    const auto b = file({mail("b@x", "Ada", "2023-10-25T09:00Z", kFirst)});
    const auto c = file({mail("", "Ada", "2023-10-26T09:07", kFirst)}, Kind::Pdf);
    rebuild();
    EXPECT_NE(linkOf(a).sameAs, linkOf(b).sameAs);
    EXPECT_NE(linkOf(a).sameAs, linkOf(c).sameAs);
}

TEST_F(ThreadsTest, ShortWordsOfAChatAreTheSameOnlyByPersonMinuteAndRank) {
    const auto say = [](const std::string& from, const std::string& sent) {
        Message m;
        m.from = from;
        m.sent.text = sent;
        m.body = "ok";
        return m;
    };
    const std::vector<Message> chat = {say("Ada", "2023-10-24T09:00"), say("Ada", "2023-10-24T09:00"),
                                       say("Ben", "2023-10-24T09:00"), say("Ada", "2023-10-24T09:15")};
    const auto one = file(chat, Kind::Pdf), other = file(chat, Kind::Pdf);
    rebuild();
    const auto first = linksOf(one), second = linksOf(other);
    for (std::size_t i = 0; i < chat.size(); ++i) {
        EXPECT_EQ(first[i].sameAs, first[i].message);
        EXPECT_EQ(second[i].sameAs, first[i].message);
        EXPECT_FALSE(first[i].thread);
    }
    EXPECT_TRUE(threads().empty());
}

TEST_F(ThreadsTest, TwoPrintsOfAChatAreOneHoweverTheyAreTitledAndTwoChannelsAreNot) {
    const auto titled = [](const std::string& conversation) {
        std::vector<Message> chat(2);
        for (auto& m : chat) m.conversation = conversation;
        chat[0].from = "Ada";
        chat[0].sent.text = "2023-10-24T09:00";
        chat[0].body = "ok";
        chat[1].from = "Ben";
        chat[1].sent.text = "2023-10-24T09:01";
        chat[1].body = "A text that is long enough to be told from the others by its words alone.";
        return chat;
    };
    const auto exported = file(titled("planning"), Kind::Chat), second = file(titled("random"), Kind::Chat);
    rebuild();
    for (std::size_t i = 0; i < 2; ++i) EXPECT_NE(linksOf(exported)[i].sameAs, linksOf(second)[i].sameAs);
    const auto one = file(titled("#planning"), Kind::Pdf), other = file(titled("Planning (12 members)"), Kind::Pdf);
    rebuild();
    for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(linksOf(one)[i].sameAs, linksOf(other)[i].sameAs);
}

TEST_F(ThreadsTest, AChatsAnswersAreAThreadWithinTheirConversation) {
    const auto event = [](const std::string& channel, const std::string& key, const std::string& replyTo,
                          const std::string& sent) {
        Message m;
        m.from = "Ada";
        m.sent.text = sent;
        m.body = "Event " + key + " of the channel " + channel + ", with words enough.";
        m.key = key;
        m.replyTo = replyTo;
        m.conversation = channel;
        return m;
    };
    const auto general =
        file({event("general", "1", "", "2023-10-24T09:00Z"), event("general", "2", "1", "2023-10-24T09:01Z"),
              event("general", "3", "", "2023-10-24T09:02Z"), event("general", "4", "9", "2023-10-24T09:03Z")},
             Kind::Chat);
    const auto random = file({event("random", "1", "", "2023-10-24T09:00Z")}, Kind::Chat);
    rebuild();
    const auto links = linksOf(general);
    EXPECT_EQ(links[1].parent, links[0].message);
    EXPECT_TRUE(links[0].thread);
    EXPECT_FALSE(links[2].thread);
    EXPECT_FALSE(linkOf(random).thread);
    ASSERT_EQ(threads().size(), 2u);
    EXPECT_EQ(threads()[1].gaps, 1);  // nobody delivered event 9
}

TEST_F(ThreadsTest, OutlooksIndexJoinsMailsWithoutReferences) {
    const auto withIndex = [&](const std::string& hex, const std::string& key, const std::string& sent,
                               const std::string& body) {
        const auto document = file({mail(key, "Ada", sent, body)});
        EXPECT_TRUE(write([&](casefile::Database& database) {
            return documents::DocumentStore(database).setMetadata(document.id, {{"conversation_index", hex}});
        }));
        return document;
    };
    const std::string root = "01da0655a1b2c3d4e5f60718293a4b5c6d7e8f901a2b";
    const auto first = withIndex(root, "a@x", "2023-10-24T09:00Z", kFirst);
    const auto second = withIndex(root + "0000012345", "b@x", "2023-10-24T10:00Z", kSecond);
    const auto third = withIndex(root + "00000123450000067890", "c@x", "2023-10-24T11:00Z", kThird);
    rebuild();
    ASSERT_EQ(threads().size(), 1u);
    EXPECT_EQ(linkOf(second).parent, linkOf(first).message);
    EXPECT_EQ(linkOf(third).parent, linkOf(second).message);
}

TEST_F(ThreadsTest, OnlyWhatNoLaterMailHoldsInFullIsInclusive) {
    const auto first = file({mail("a@x", "Ada", "2023-10-24T09:00Z", kFirst)});
    const auto second = file({answering(mail("b@x", "Ben", "2023-10-24T10:00Z", kSecond), "a@x"),
                              quotation(1, "Ada", "2023-10-24T09:00", kFirst)});
    const auto cut = file({answering(mail("c@x", "Cara", "2023-10-24T11:00Z", kThird), "b@x"),
                           quotation(1, "Ben", "2023-10-24T10:00", kSecond.substr(0, 40))});
    rebuild();
    EXPECT_FALSE(linkOf(first).isInclusive);
    EXPECT_TRUE(linkOf(second).isInclusive);  // the last mail quotes half of it
    EXPECT_TRUE(linkOf(cut).isInclusive);
}

TEST_F(ThreadsTest, AnAttachmentThatNoLaterMailCarriesKeepsAMailInclusive) {
    const auto first = file({mail("a@x", "Ada", "2023-10-24T09:00Z", kFirst)});
    file({answering(mail("b@x", "Ben", "2023-10-24T10:00Z", kSecond), "a@x"),
          quotation(1, "Ada", "2023-10-24T09:00", kFirst)});
    Document attachment;
    attachment.parent = first.id;
    attachment.family = first.id;
    attachment.familyOrder = 1;
    put(attachment, {"a table"});
    rebuild();
    EXPECT_TRUE(linkOf(first).isInclusive);
}

TEST_F(ThreadsTest, RebuildingTwiceChangesNothingAndAMessageMayGoMeanwhile) {
    const auto first = file({mail("a@x", "Ada", "2023-10-24T09:00Z", kFirst)});
    const auto second = file({answering(mail("b@x", "Ben", "2023-10-24T10:00Z", kSecond), "a@x"),
                              quotation(1, "Cara", "2023-10-23T09:00", kThird)});
    rebuild();
    const auto before = thread(threads()[0].id);
    rebuild();
    const auto after = thread(threads()[0].id);
    EXPECT_EQ(after.gaps.size(), before.gaps.size());
    EXPECT_EQ(after.messages.size(), before.messages.size());
    ASSERT_TRUE(write(
        [&](casefile::Database& database) { return messages::MessageStore(database).replace(second.id, {}, "UTC"); }));
    rebuild();
    EXPECT_EQ(threads().size(), 1u);
    EXPECT_EQ(threads()[0].messages, 1);
    EXPECT_TRUE(linkOf(first).isInclusive);
}

TEST_F(ThreadsTest, AStopLeavesThreadsAsTheyWere) {
    file({mail("a@x", "Ada", "2023-10-24T09:00Z", kFirst)});
    std::stop_source stop;
    stop.request_stop();
    NoProgress progress;
    const auto done = Threads::rebuild(*m_case, progress, stop.get_token());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(threads().empty());
}

}  // namespace
}  // namespace redwell::analysis

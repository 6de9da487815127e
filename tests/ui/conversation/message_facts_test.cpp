// What the page says of a message besides its text.
#include "ui/conversation/conversation_page.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

ShownMessage message(std::int64_t id, const std::string& from, const std::string& body, const std::string& sent = {}) {
    ShownMessage shown;
    shown.id = shown.message.id = MessageId{id};
    shown.message.from = from;
    shown.message.body = body;
    shown.message.sent.text = sent;
    return shown;
}

QString bodyOf(const Conversation& conversation) {
    const auto html = QString::fromUtf8(conversationPage(conversation));
    return html.mid(html.indexOf(QStringLiteral("<body>")));
}
QString bodyOf(const QList<ShownMessage>& messages) {
    Conversation conversation;
    conversation.messages = messages;
    return bodyOf(conversation);
}

QString hueOf(const QString& body, int id) {
    const auto at = body.indexOf(QStringLiteral("id=m%1 ").arg(id));
    const auto hue = body.indexOf(QStringLiteral("--hue:"), at) + 6;
    return body.mid(hue, body.indexOf(QLatin1Char('"'), hue) - hue);
}

TEST(MessageFacts, ATimeOfDayWithoutADayIsShown) {
    const auto body = bodyOf({message(1, "Ada", "hello", "14:03")});
    EXPECT_TRUE(body.contains(QStringLiteral(">14:03</time>"))) << body.toStdString();
}

TEST(MessageFacts, QuotedTextIsFoldedUntilItIsUnfolded) {
    Conversation conversation;
    conversation.messages = {message(1, "A", "agreed\n> the plan\n> in full\nbye")};
    auto body = bodyOf(conversation);
    EXPECT_TRUE(body.contains(QStringLiteral("<details class=quote><summary>2 quoted lines"))) << body.toStdString();
    conversation.isUnfolded = true;
    EXPECT_TRUE(bodyOf(conversation).contains(QStringLiteral("<details class=quote open>")));
}

TEST(MessageFacts, AQuotationThatHoldsASearchedWordIsNotFolded) {
    Conversation conversation;
    conversation.messages = {message(1, "A", "agreed\n> the plan"), message(2, "B", "no\n> other words")};
    conversation.words = {QStringLiteral("plan")};
    const auto body = bodyOf(conversation);
    EXPECT_EQ(body.count(QStringLiteral("<details class=quote open>")), 1) << body.toStdString();
    EXPECT_EQ(body.count(QStringLiteral("<details class=quote>")), 1);
}

TEST(MessageFacts, AnEditKeepsWhatStoodBefore) {
    auto edited = message(1, "A", "at noon");
    edited.message.edits = {{"A", {"2024-01-16T10:00:00"}, "at <nine>", "at noon"}};
    const auto body = bodyOf({edited});
    EXPECT_TRUE(body.contains(QStringLiteral("edited 2024-01-16 10:00:00"))) << body.toStdString();
    EXPECT_TRUE(body.contains(QStringLiteral("at &lt;nine&gt;")));
}

TEST(MessageFacts, ADeletedMessageIsStruckAndSaysSo) {
    auto gone = message(1, "A", "forget it");
    gone.message.isDeleted = true;
    const auto body = bodyOf({gone});
    EXPECT_TRUE(body.contains(QStringLiteral("class=\"m deleted\""))) << body.toStdString();
    EXPECT_TRUE(body.contains(QStringLiteral(">deleted</span>")));
}

TEST(MessageFacts, AMissingAttachmentIsNoLink) {
    auto with = message(1, "A", "see both");
    with.message.attachments = {{"plan.txt", "plan.txt", 2048, false}, {"<lost>.pdf", "", -1, true}};
    const auto body = bodyOf({with});
    EXPECT_EQ(body.count(QStringLiteral("href=\"redwell:attachment/1/")), 1) << body.toStdString();
    EXPECT_TRUE(body.contains(QStringLiteral("&lt;lost&gt;.pdf <i>not delivered</i>")));
}

TEST(MessageFacts, JoinsLeavesAndReactionsAreSmall) {
    auto join = message(1, "Imogen Vale", "");
    join.message.kind = documents::MessageKind::Join;
    auto liked = message(2, "A", "hello");
    liked.message.reactions = {{":tada:", 2, {"B", "C"}}};
    const auto body = bodyOf({join, liked});
    EXPECT_TRUE(body.contains(QStringLiteral("class=\"event\"><a href=\"redwell:message/1\">Imogen Vale joined")))
        << body.toStdString();
    EXPECT_TRUE(body.contains(QStringLiteral("<span title=\"B, C\">:tada: 2</span>")));
}

TEST(MessageFacts, AnAnswerShowsWhatItAnswersAndLeadsThere) {
    auto answer = message(2, "B", "yes");
    answer.answers = MessageId{9};
    answer.answersLine = QStringLiteral("A: is it <out>");
    const auto body = bodyOf({answer});
    EXPECT_TRUE(body.contains(QStringLiteral("class=answers href=\"redwell:answered/9\""))) << body.toStdString();
    EXPECT_TRUE(body.contains(QStringLiteral("A: is it &lt;out&gt;")));
}

TEST(MessageFacts, UnsureAndCorrectedMessagesSaySo) {
    auto unsure = message(1, "A", "a"), sure = message(2, "B", "b");
    unsure.message.confidence = 0.4;
    unsure.message.doubts = {"no_time", "weak_ocr"};
    unsure.message.importance = "high";
    sure.isCorrected = true;
    sure.tags = {QStringLiteral("Pricing")};
    const auto body = bodyOf({unsure, sure});
    const auto first = body.left(body.indexOf(QStringLiteral("id=m2")));
    const auto second = body.mid(body.indexOf(QStringLiteral("id=m2")));
    EXPECT_TRUE(first.contains(QStringLiteral(">unsure</span>")));
    EXPECT_TRUE(first.contains(QStringLiteral("no time was found; its head was hard to read"))) << first.toStdString();
    EXPECT_TRUE(first.contains(QStringLiteral("Sent with high importance")));
    EXPECT_FALSE(first.contains(QStringLiteral(">corrected</span>")));
    EXPECT_FALSE(second.contains(QStringLiteral(">unsure</span>")));
    EXPECT_FALSE(second.contains(QStringLiteral("importance")));
    EXPECT_TRUE(second.contains(QStringLiteral(">corrected</span>")));
    EXPECT_TRUE(second.contains(QStringLiteral(">Pricing</span>")));
}

TEST(MessageFacts, GapsAndUnassignedTextStandAtTheirPlace) {
    Conversation conversation;
    conversation.messages = {message(1, "A", "one"), message(2, "B", "two")};
    Aside gap, loose;
    gap.before = 1;
    gap.text = QStringLiteral("A message of October 24 <x>");
    loose.kind = Aside::Kind::Unassigned;
    loose.before = 2;
    loose.region.page = 3;
    loose.text = QStringLiteral("Exhibit 4");
    conversation.asides = {gap, loose};
    const auto body = bodyOf(conversation);
    const auto at = [&](const char* text) { return body.indexOf(QLatin1String(text)); };
    EXPECT_LT(at("id=m1"), at("October 24 &lt;x&gt;")) << body.toStdString();
    EXPECT_LT(at("October 24"), at("id=m2"));
    EXPECT_LT(at("id=m2"), at("Text of page 3 that belongs to no message"));
    EXPECT_TRUE(body.contains(QStringLiteral("redwell:take/1")));
}

TEST(MessageFacts, APersonHasTheSameColourInEveryConversation) {
    const auto one = bodyOf({message(1, "Imogen Vale", "a"), message(2, "Dario Okonjo", "b")});
    const auto other = bodyOf(
        {message(1, "Tobias Renn", "a"), message(2, "Vale <ivale@x.example>", "b"), message(3, "Imogen Vale", "c")});
    EXPECT_NE(hueOf(one, 1), hueOf(one, 2));
    EXPECT_NE(hueOf(other, 1), hueOf(other, 3));
    const auto alone = bodyOf({message(1, "Imogen Vale", "a")});
    EXPECT_EQ(hueOf(alone, 1), hueOf(one, 1));
}

TEST(MessageFacts, WhoIsWrittenInTwoWaysIsOneColour) {
    auto one = message(1, "Imogen Vale", "a"), other = message(2, "ivale@meridian.example", "b");
    one.person = other.person = QStringLiteral("person 4");
    const auto body = bodyOf({one, other});
    EXPECT_EQ(hueOf(body, 1), hueOf(body, 2));
}

TEST(MessageFacts, AClickOnTheLineBelowTheTextChoosesTheMessageToo) {
    auto one = message(7, "Ada", "hello");
    one.message.page = 2;
    const auto body = bodyOf({one});
    const auto line = body.mid(body.indexOf(QStringLiteral("<footer>")));
    EXPECT_TRUE(line.startsWith(QStringLiteral("<footer><a class=row href=\"redwell:message/7\"")))
        << line.toStdString();
    EXPECT_LT(line.indexOf(QStringLiteral("page 2")), line.indexOf(QStringLiteral("</a>")));
}

TEST(MessageFacts, SizesAreThoseThatAFolderShows) {
    auto one = message(1, "A", "see attached");
    one.message.attachments = {{"a.png", "a.png", 131'850}, {"b.pdf", "b.pdf", 3'500'000}};
    const auto body = bodyOf({one});
    for (const char* size : {"129 kB", "3.3 MB"}) EXPECT_TRUE(body.contains(QString::fromLatin1(size))) << size;
}

}  // namespace
}  // namespace redwell::ui

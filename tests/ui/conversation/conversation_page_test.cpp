#include "ui/conversation/conversation_page.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

ShownMessage message(std::int64_t id, const std::string& from, const std::string& body, const std::string& sent = {}) {
    ShownMessage shown;
    shown.id = MessageId{id};
    shown.message.id = shown.id;
    shown.message.from = from;
    shown.message.body = body;
    shown.message.sent.text = sent;
    shown.message.page = 1;
    return shown;
}

QString pageOf(const QList<ShownMessage>& messages, const QStringList& words = {}) {
    Conversation conversation;
    conversation.messages = messages;
    conversation.words = words;
    return QString::fromUtf8(conversationPage(conversation));
}

// What stands after the page's own style sheet.
QString bodyOf(const QString& html) { return html.mid(html.indexOf(QStringLiteral("<body>"))); }

TEST(ConversationPage, EscapesEverythingThatComesFromTheDocument) {
    const std::string evil = "<script>alert(1)</script><img src=x onerror=\"x()\"> & 'single' \"double\"";
    auto shown = message(7, evil, evil, "2024-01-16T22:20:25");
    shown.message.subject = evil;
    shown.message.to = {evil};
    shown.message.cc = {evil};
    shown.message.bcc = {evil};
    const auto html = pageOf({shown});
    EXPECT_FALSE(html.contains(QStringLiteral("<script"), Qt::CaseInsensitive));
    EXPECT_FALSE(html.contains(QStringLiteral("<img"), Qt::CaseInsensitive));
    const auto body = bodyOf(html);
    EXPECT_GE(body.count(QStringLiteral("&lt;script&gt;alert(1)&lt;/script&gt;")), 2) << body.toStdString();
    EXPECT_GE(body.count(QStringLiteral("&amp; ")), 2);
    EXPECT_GE(body.count(QStringLiteral("onerror=&quot;x()&quot;")), 2);
    EXPECT_FALSE(body.contains(QStringLiteral("onerror=\"")));
}

TEST(ConversationPage, EscapesAroundTheMarksToo) {
    const auto body = bodyOf(pageOf({message(1, "A", "<b>mail</b> & \"mail\"")}, {QStringLiteral("mail")}));
    EXPECT_TRUE(
        body.contains(QStringLiteral("&lt;b&gt;<mark>mail</mark>&lt;/b&gt; &amp; &quot;<mark>mail</mark>&quot;")))
        << body.toStdString();
}

TEST(ConversationPage, ALinkOfADocumentStaysText) {
    const auto body = bodyOf(pageOf({message(
        3, "A", "<a href=\"javascript:x()\">go</a> javascript:alert(1) https://bad.example redwell:redact/3")}));
    // Only the view's own links: the message itself, its last line, redact and note.
    EXPECT_EQ(body.count(QStringLiteral("<a ")), 4) << body.toStdString();
    EXPECT_EQ(body.count(QStringLiteral("href=\"redwell:")), 4);
    EXPECT_FALSE(body.contains(QStringLiteral("href=\"javascript")));
    EXPECT_FALSE(body.contains(QStringLiteral("href=\"http")));
}

TEST(ConversationPage, CharactersThatTurnOrHideTextAreNotPassedOn) {
    const std::string reversed =
        "gpj.\xE2\x80\xAE"
        "exe";
    const std::string isolated = "x\xE2\x81\xA6y";
    std::string withNul = "be";
    withNul.push_back('\0');
    withNul += "fore\x1b[2J";
    auto shown = message(1, reversed, reversed + " " + isolated + " " + withNul);
    shown.message.subject = reversed;
    shown.message.to = {reversed};
    const auto html = pageOf({shown}, {QStringLiteral("before")});
    EXPECT_FALSE(html.contains(QChar(0x202E)));
    EXPECT_FALSE(html.contains(QChar(0x2066)));
    EXPECT_FALSE(html.contains(QChar(0)));
    EXPECT_FALSE(html.contains(QChar(0x1b)));
}

TEST(ConversationPage, BrokenUtf8DoesNotBreakThePage) {
    const auto body = bodyOf(pageOf({message(1, "A\xC3", "\xFF\xFE<i>\xF0\x9F")}));
    EXPECT_FALSE(body.contains(QStringLiteral("<i>\uFFFD")));
    EXPECT_TRUE(body.contains(QStringLiteral("&lt;i&gt;")));
    EXPECT_TRUE(body.endsWith(QStringLiteral("</body></html>")));
}

TEST(ConversationPage, CarriesAPolicyThatLetsNothingLoad) {
    const auto html = pageOf({message(1, "A", "words")});
    EXPECT_TRUE(html.contains(QStringLiteral("default-src 'none'")));
    EXPECT_FALSE(html.contains(QStringLiteral("script-src")));
    EXPECT_LT(html.indexOf(QStringLiteral("Content-Security-Policy")), html.indexOf(QStringLiteral("<body>")));
}

TEST(ConversationPage, MarksWholeWordsInAnyCaseAndAccent) {
    const auto body = bodyOf(
        pageOf({message(1, "A", "Mail mailbox CAF\xC3\x89 cafe")}, {QStringLiteral("mail"), QStringLiteral("cafe")}));
    EXPECT_TRUE(body.contains(QStringLiteral("<mark>Mail</mark> mailbox"))) << body.toStdString();
    EXPECT_EQ(body.count(QStringLiteral("<mark>")), 3) << body.toStdString();
}

TEST(ConversationPage, MarksTheBeginningsOfWordsOfAWildcard) {
    const auto body = bodyOf(pageOf({message(1, "A", "mailbox hotmail")}, {QStringLiteral("mail*")}));
    EXPECT_TRUE(body.contains(QStringLiteral("<mark>mailbox</mark> hotmail"))) << body.toStdString();
}

TEST(ConversationPage, EachDayHasOneLine) {
    const auto body =
        bodyOf(pageOf({message(1, "A", "a", "2024-01-16T22:20:25"), message(2, "B", "b", "2024-01-16T22:21:00"),
                       message(3, "A", "c", "2024-01-17T00:01:00"), message(4, "B", "d")}));
    EXPECT_EQ(body.count(QStringLiteral("<h2>")), 2) << body.toStdString();
    EXPECT_TRUE(body.contains(QStringLiteral("Tuesday, January 16, 2024")));
    EXPECT_TRUE(body.contains(QStringLiteral("Wednesday, January 17, 2024")));
    EXPECT_LT(body.indexOf(QStringLiteral("January 17")), body.indexOf(QStringLiteral("id=m3")));
    EXPECT_GT(body.indexOf(QStringLiteral("January 17")), body.indexOf(QStringLiteral("id=m2")));
}

TEST(ConversationPage, SaysWhenTheTalkRestedForHours) {
    const auto body =
        bodyOf(pageOf({message(1, "A", "a", "2024-01-16T08:00:00"), message(2, "B", "b", "2024-01-16T15:30:00")}));
    EXPECT_TRUE(body.contains(QStringLiteral("7 hours later"))) << body.toStdString();
}

TEST(ConversationPage, TimesAreShownAsTheyWereStated) {
    const auto body = bodyOf(pageOf({message(1, "A", "a", "2024-01-16T22:20:25-05:00")}));
    EXPECT_TRUE(body.contains(QStringLiteral("22:20:25"))) << body.toStdString();
    EXPECT_TRUE(body.contains(QStringLiteral("UTC\u22125"))) << body.toStdString();
}

TEST(ConversationPage, ALongConversationOffersItsRest) {
    Conversation conversation;
    for (int i = 1; i <= 5; ++i) conversation.messages << message(i, "A", "words");
    conversation.limit = 2;
    const auto body = bodyOf(QString::fromUtf8(conversationPage(conversation)));
    EXPECT_EQ(body.count(QStringLiteral("<article")), 2);
    EXPECT_TRUE(body.contains(QStringLiteral("href=\"redwell:rest\"")));
    EXPECT_TRUE(body.contains(QStringLiteral("the other 3 messages")));
}

TEST(ConversationPage, RedactedAndAnnotatedMessagesSaySo) {
    auto first = message(1, "A", "a"), second = message(2, "B", "b");
    first.covered = redaction::Coverage::Whole;
    second.hasNote = true;
    const auto body = bodyOf(pageOf({first, second}));
    const auto firstOne = body.left(body.indexOf(QStringLiteral("id=m2")));
    const auto secondOne = body.mid(body.indexOf(QStringLiteral("id=m2")));
    EXPECT_TRUE(firstOne.contains(QStringLiteral(">redacted</span>")));
    EXPECT_FALSE(secondOne.contains(QStringLiteral("redacted</span>")));
    EXPECT_FALSE(firstOne.contains(QStringLiteral("tag note")));
    EXPECT_TRUE(secondOne.contains(QStringLiteral("tag note")));
}

TEST(ConversationPage, WhatIsPartlyRedactedWarnsThatWordsStayLegible) {
    auto one = message(1, "A", "a");
    one.covered = redaction::Coverage::Partly;
    const auto body = bodyOf(pageOf({one}));
    EXPECT_TRUE(body.contains(QStringLiteral(">partly redacted</span>"))) << body.toStdString();
    EXPECT_TRUE(body.contains(QStringLiteral("class=\"tag warn\"")));
    EXPECT_FALSE(body.contains(QStringLiteral("class=\"m redacted\""))) << "it is not shown as covered";
}

TEST(ConversationPage, AFollowingMessageOfTheSameSenderHasItsTime) {
    const auto body =
        bodyOf(pageOf({message(1, "A", "a", "2024-01-16T08:00:00"), message(2, "A", "b", "2024-01-16T08:01:10")}));
    EXPECT_TRUE(body.contains(QStringLiteral("class=\"m on\""))) << body.toStdString();
    EXPECT_TRUE(body.contains(QStringLiteral(">08:01:10</time>")));
}

TEST(Initials, AreTheFirstAndTheLastWordsOfTheName) {
    EXPECT_EQ(initialsOf(QStringLiteral("Imogen Vale")), QStringLiteral("IV"));
    EXPECT_EQ(initialsOf(QStringLiteral("dario.m.okonjo@meridian.example")), QStringLiteral("DO"));
    EXPECT_EQ(initialsOf(QStringLiteral("<b>")), QStringLiteral("?"));
    EXPECT_EQ(initialsOf(QString()), QStringLiteral("?"));
}

}  // namespace
}  // namespace redwell::ui

// Pages of two columns: conversations in step, reviewers beside each other.
#include "ui/conversation/reviewers_page.h"
#include "ui/conversation/side_by_side_page.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

ShownMessage message(std::int64_t id, const std::string& body, const std::string& sent) {
    ShownMessage shown;
    shown.id = shown.message.id = MessageId{id};
    shown.message.from = "Imogen Vale";
    shown.message.body = body;
    shown.message.sent.text = sent;
    return shown;
}

TEST(SideBySidePage, WhatWasWrittenAtTheSameTimeSharesARow) {
    SideBySide steps;
    steps.zone = QStringLiteral("America/New_York");
    steps.left = {message(1, "in the chat", "2024-01-16T10:00"), message(2, "later", "2024-01-17T10:00")};
    // The same hour, stated elsewhere.
    steps.right = {message(3, "in the mail", "2024-01-16T15:20:00Z")};
    steps.rows = messages::inStep(timesOf(steps.left, steps.zone), timesOf(steps.right, steps.zone), 3'600'000);
    const auto html = QString::fromUtf8(sideBySidePage(steps));
    const auto row = html.mid(html.indexOf(QStringLiteral("id=r0")),
                              html.indexOf(QStringLiteral("id=r1")) - html.indexOf(QStringLiteral("id=r0")));
    EXPECT_TRUE(row.contains(QStringLiteral("in the chat"))) << html.toStdString();
    EXPECT_TRUE(row.contains(QStringLiteral("in the mail")));
    EXPECT_TRUE(row.contains(QStringLiteral("<td class=axis>10:00</td>")));
    EXPECT_EQ(html.count(QStringLiteral("<tr class=day>")), 2);
    EXPECT_FALSE(row.contains(QStringLiteral("later")));
}

TEST(SideBySidePage, AChainWithTheNewestOnTopIsReadFromItsOldest) {
    const auto sorted = byTime({message(1, "third", "2024-01-17T06:05"), message(2, "its rest", {}),
                                message(3, "second", "2024-01-16T18:59"), message(4, "first", "2024-01-16T18:56")},
                               QStringLiteral("America/New_York"));
    QStringList order;
    for (const auto& one : sorted) order << QString::fromStdString(one.message.body);
    EXPECT_EQ(order.join(QStringLiteral(", ")), QStringLiteral("first, second, third, its rest"));
}

ComparedLine line(const QString& first, const QString& second, bool differs) {
    ComparedLine one;
    one.field = QStringLiteral("Privilege");
    one.first = first;
    one.second = second;
    one.differs = differs;
    return one;
}

TEST(ReviewersPage, MarksWhatTheTwoDisagreeOnAndOffersToSettleIt) {
    ReviewersPage page;
    page.first = QStringLiteral("Ann <A>");
    page.second = QStringLiteral("Ben");
    ComparedMessage same, different, settled;
    same.message = message(1, "a", "2024-01-16T10:00");
    same.lines = {line(QStringLiteral("None"), QStringLiteral("None"), false)};
    different.message = message(2, "b", "2024-01-16T11:00");
    different.lines = {line(QStringLiteral("None"), QStringLiteral("Work <product>"), true)};
    settled.message = message(3, "c", "2024-01-16T12:00");
    settled.lines = {line(QStringLiteral("None"), QStringLiteral("Other"), true)};
    settled.lines[0].settled = QStringLiteral("Other");
    settled.lines[0].settledBy = QStringLiteral("Cara");
    page.messages = {same, different, settled};
    EXPECT_FALSE(same.isOpen());
    EXPECT_TRUE(different.isOpen());
    EXPECT_FALSE(settled.isOpen());
    const auto html = QString::fromUtf8(reviewersPage(page));
    EXPECT_EQ(html.count(QStringLiteral(" class=open>")), 1) << html.toStdString();
    EXPECT_TRUE(html.contains(QStringLiteral("id=c2 class=open")));
    EXPECT_TRUE(html.contains(QStringLiteral("redwell:settle/2/0")));
    EXPECT_FALSE(html.contains(QStringLiteral("redwell:settle/1/0")));
    EXPECT_TRUE(html.contains(QStringLiteral("settled: Other, by Cara")));
    EXPECT_TRUE(html.contains(QStringLiteral("Ann &lt;A&gt;")));
    EXPECT_TRUE(html.contains(QStringLiteral("Work &lt;product&gt;")));
}

}  // namespace
}  // namespace redwell::ui

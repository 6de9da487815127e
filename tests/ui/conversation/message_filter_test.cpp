#include "ui/conversation/message_filter.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

ShownMessage message(const std::string& from, const std::string& body, const std::string& sent = {}) {
    ShownMessage shown;
    shown.message.from = from;
    shown.message.body = body;
    shown.message.sent.text = sent;
    return shown;
}

TEST(MessageFilter, WithoutConditionsEverythingFits) {
    EXPECT_FALSE(MessageFilter{}.isActive());
    EXPECT_TRUE(MessageFilter{}.matches(message("A", "")));
}

TEST(MessageFilter, APersonIsFoundAsSenderAndAsRecipient) {
    auto mail = message("Dario Okonjo <d@x.example>", "hello");
    mail.message.to = {"Imogen Vale <i@x.example>"};
    const QList<ShownMessage> all{mail, message("Imogen Vale", "yes"), message("Tobias Renn", "no")};
    const auto people = peopleOf(all);
    ASSERT_EQ(people.size(), 3);
    MessageFilter filter;
    for (const auto& person : people)
        if (person.name == QStringLiteral("Imogen Vale")) filter.person = person.key;
    ASSERT_FALSE(filter.person.isEmpty());
    EXPECT_TRUE(filter.matches(all[0]));
    EXPECT_TRUE(filter.matches(all[1]));
    EXPECT_FALSE(filter.matches(all[2]));
}

TEST(MessageFilter, DaysAreInclusiveAndWhatHasNoneIsLeftOut) {
    MessageFilter filter;
    filter.from = QDate(2024, 1, 16);
    filter.to = QDate(2024, 1, 17);
    EXPECT_FALSE(filter.matches(message("A", "", "2024-01-15T23:59")));
    EXPECT_TRUE(filter.matches(message("A", "", "2024-01-16T00:00")));
    EXPECT_TRUE(filter.matches(message("A", "", "2024-01-17T23:59")));
    EXPECT_FALSE(filter.matches(message("A", "", "2024-01-18T00:00")));
    EXPECT_FALSE(filter.matches(message("A", "")));
}

TEST(MessageFilter, AllWordsMustBeginSomeWordOfTheMessage) {
    MessageFilter filter;
    filter.words = QStringLiteral("CAFE pla");
    EXPECT_TRUE(filter.matches(message("A", "the plan of the Caf\xC3\xA9")));
    EXPECT_FALSE(filter.matches(message("A", "the plan")));
    EXPECT_FALSE(filter.matches(message("A", "explain the cafe")));
    auto attached = message("A", "see the cafe");
    attached.message.attachments = {{"plan.txt", "", -1, true}};
    EXPECT_TRUE(filter.matches(attached));
}

TEST(MessageFilter, AWordThatWasEditedAwayIsStillFound) {
    MessageFilter filter;
    filter.words = QStringLiteral("nine");
    auto edited = message("A", "at noon");
    EXPECT_FALSE(filter.matches(edited));
    edited.message.edits = {{"A", {}, "at nine", "at noon"}};
    EXPECT_TRUE(filter.matches(edited));
}

TEST(MessageFilter, WhatIsPartlyRedactedIsNotRedacted) {
    auto whole = message("A", "a"), partly = message("B", "b");
    whole.covered = redaction::Coverage::Whole;
    partly.covered = redaction::Coverage::Partly;
    MessageFilter filter;
    filter.tag = QString::fromLatin1(MessageFilter::kRedacted);
    EXPECT_TRUE(filter.matches(whole));
    EXPECT_FALSE(filter.matches(partly));
    filter.tag = QString::fromLatin1(MessageFilter::kPartlyRedacted);
    EXPECT_FALSE(filter.matches(whole));
    EXPECT_TRUE(filter.matches(partly));
    EXPECT_FALSE(filter.matches(message("C", "c")));
}

TEST(MessageFilter, ATagIsACallOrAMark) {
    auto tagged = message("A", "a"), deleted = message("B", "b");
    tagged.tags = {QStringLiteral("Pricing")};
    deleted.message.isDeleted = true;
    MessageFilter filter;
    filter.tag = QStringLiteral("Pricing");
    EXPECT_TRUE(filter.matches(tagged));
    EXPECT_FALSE(filter.matches(deleted));
    filter.tag = QString::fromLatin1(MessageFilter::kChanged);
    EXPECT_FALSE(filter.matches(tagged));
    EXPECT_TRUE(filter.matches(deleted));
    EXPECT_EQ(tagsOf({tagged, deleted}), QStringList{QStringLiteral("Pricing")});
}

}  // namespace
}  // namespace redwell::ui

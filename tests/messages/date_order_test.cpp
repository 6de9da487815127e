#include "messages/date_order.h"
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

std::vector<TimeExpression> timesOfDates(const std::vector<std::string>& texts) {
    std::vector<TimeExpression> times;
    for (const auto& text : texts) times.push_back(findTimes(text).front());
    return times;
}

DateOrder orderOf(const std::vector<std::string>& texts) { return dateOrderOf(timesOfDates(texts)); }

TEST(DateOrder, IsSettledByANumberOverTwelve) {
    auto times = findTimes("3/4/2023 10:00");
    const auto later = findTimes("25/4/2023 10:00");
    times.insert(times.end(), later.begin(), later.end());
    EXPECT_EQ(dateOrderOf(times), DateOrder::DayFirst);
    EXPECT_EQ(statedTimeOf(times.front(), nullptr, dateOrderOf(times), 0).text, "2023-04-03T10:00");
}

TEST(DateOrder, IsTheOneInWhichTimeRunsForward) {
    std::vector<TimeExpression> times;
    for (const char* text : {"11/01/2023 10:00", "12/01/2023 10:00", "01/02/2023 10:00", "02/02/2023 10:00"})
        times.push_back(findTimes(text).front());
    EXPECT_EQ(dateOrderOf(times), DateOrder::DayFirst);
}

TEST(DateOrder, IsSettledByAWeekdayBesideADate) {
    EXPECT_EQ(orderOf({"Fri 10/03/2023 23:42", "09/03/2023 03:29"}), DateOrder::DayFirst);
    EXPECT_EQ(orderOf({"Tue 03/10/2023 23:42"}), DateOrder::DayFirst);
    EXPECT_EQ(orderOf({"Fri 03/10/2023 23:42", "04/10/2023 03:29"}), DateOrder::MonthFirst);
}

TEST(DateOrder, IsTheOneInWhichDaysLieCloserTogetherWhicheverWayTheyRun) {
    EXPECT_EQ(orderOf({"11/03/2023 04:11", "10/03/2023 01:43", "09/03/2023 23:26"}), DateOrder::DayFirst);
    EXPECT_EQ(orderOf({"03/11/2023 04:11", "03/10/2023 01:43", "03/09/2023 23:26"}), DateOrder::MonthFirst);
    EXPECT_EQ(orderOf({"03/09/2023 04:11", "03/09/2023 23:26"}), DateOrder::MonthFirst);
}

TEST(DateOrder, WritesNothingAfterThePrinting) {
    const auto times = timesOfDates({"10/03/2023 07:50"});
    EXPECT_EQ(dateOrderOf(times, timesOfDates({"05/11/2023, 09:14"}), {}), DateOrder::DayFirst);
    EXPECT_EQ(dateOrderOf(times, timesOfDates({"11 May 2023"}), {}), DateOrder::DayFirst);
    EXPECT_EQ(dateOrderOf(times, timesOfDates({"10/05/2023, 9:14 AM"}), {}), DateOrder::MonthFirst);
}

TEST(DateOrder, OfASingleDateFollowsTheOtherDatesOfTheDocument) {
    const auto times = timesOfDates({"10/03/2023 07:50"});
    EXPECT_EQ(dateOrderOf(times, timesOfDates({"24/11/2023, 9:14 AM"}), {}), DateOrder::DayFirst);
    EXPECT_EQ(dateOrderOf(times, {}, linesOfText("The valve came on 24/02/2023 at noon.")), DateOrder::DayFirst);
    EXPECT_EQ(dateOrderOf(times), DateOrder::MonthFirst);
}

TEST(DateOrder, OfMailsIsToldByTheirWeekdays) {
    PageDrawing page;
    page.line("From: Ada Quill <ada@quill.example>").line("Sent: Fri 10/03/2023 23:42").line("To: Ben Okoro");
    page.line("Subject: Crane").space().line("It was not.").space();
    page.line("From: Ben Okoro <ben@okoro.example>").line("Sent: 09/03/2023 10:40");
    page.line("To: Ada Quill").line("Subject: Crane").space().line("May we use it?");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].sent.text, "2023-03-10T23:42");
    EXPECT_EQ(got.messages[1].sent.text, "2023-03-09T10:40");
}

}  // namespace
}  // namespace redwell::messages

// Heads and times as chat programs set them in their prints and exports.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

const char* const kWriters[] = {"Ada Quill", "Ben Okoro", "Cara Lind"};

std::string writer(int i) { return kWriters[i * i % 3]; }
std::string minute(int i) { return std::to_string(10 + i); }
std::string number(int i) { return std::to_string(i); }

// Nine lines made of the line's number.
template <class Line>
Extraction linesRead(Line line, const std::string& above = {}) {
    PageDrawing page;
    if (!above.empty()) page.line(above).space();
    for (int i = 0; i < 9; ++i) {
        for (const auto& text : line(i)) page.line(text);
        page.space(6);
    }
    return extractMessages({page.done()});
}

using Lines = std::vector<std::string>;

void expectRead(const Extraction& got, const std::string& day = "2023-10-24") {
    ASSERT_EQ(got.messages.size(), 9u);
    for (int i = 0; i < 9; ++i) {
        const auto& message = got.messages[static_cast<std::size_t>(i)];
        EXPECT_EQ(message.from, writer(i));
        EXPECT_EQ(message.sent.text.substr(0, 16), day + "T14:" + minute(i));
        EXPECT_EQ(message.body, "the text " + number(i));
    }
}

TEST(Zones, OfPlacesAreOfTheTime) {
    for (const std::string zone :
         {"Europe/Berlin", "America/New_York", "EST5EDT", "(UTC+02:00) Amsterdam, Berlin, Bern", "[Europe/Paris]",
          "America/Argentina/Buenos_Aires", "(UTC-05:00) Eastern Time (US & Canada)"}) {
        SCOPED_TRACE(zone);
        const auto at = [&](int i) { return "2023-10-24T14:" + minute(i) + ":11 " + zone; };
        expectRead(linesRead([&](int i) { return Lines{"[" + at(i) + "] " + writer(i) + ": the text " + number(i)}; }));
        expectRead(linesRead([&](int i) { return Lines{writer(i) + "   " + at(i), "the text " + number(i)}; }));
        expectRead(linesRead([&](int i) { return Lines{at(i) + " - " + writer(i) + ": the text " + number(i)}; }));
    }
}

TEST(Zones, NamedByOneCityAreToldFromNamesByComingAgain) {
    expectRead(linesRead([](int i) {
        return Lines{"2023-10-24 14:" + minute(i) + " (UTC+02:00) Berlin " + writer(i), "the text " + number(i)};
    }));
    const auto got = linesRead([](int i) {
        return Lines{"2023-10-24 14:" + minute(i) + " (UTC+02:00) " + (i % 2 ? "Sofia Petrov" : "Paris Lind"),
                     "the text " + number(i)};
    });
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[1].from, "Sofia Petrov");
}

// A time over three texts each.
PageDrawing shared(const std::string& day, const std::string& stampEnd, const char* const (&names)[3]) {
    PageDrawing page;
    page.line("Transcript");
    if (!day.empty()) page.space().line(day);
    for (int g = 0; g < 3; ++g) {
        page.space().line(stampEnd + "14:" + std::to_string(11 + 3 * g));
        for (int i = 0; i < 3; ++i) page.line(std::string(names[i]) + ": the text " + number(3 * g + i));
    }
    return page;
}

TEST(SharedStamps, HoldForAllTextsBeneathThem) {
    for (const bool isDated : {true, false}) {
        const auto got =
            extractMessages({shared(isDated ? "" : "October 24, 2023", isDated ? "2023-10-24 " : "", kWriters).done()});
        ASSERT_EQ(got.messages.size(), 9u);
        EXPECT_EQ(got.messages[4].from, "Ben Okoro");
        EXPECT_EQ(got.messages[4].sent.text, "2023-10-24T14:14");
        EXPECT_EQ(got.messages[4].body, "the text 4");
        EXPECT_EQ(got.messages[8].sent.text, "2023-10-24T14:17");
    }
}

TEST(SharedStamps, OfAHearingOrAnInterviewAreNoChat) {
    EXPECT_TRUE(extractMessages({shared("October 24, 2023", "", {"THE COURT", "MR. OKORO", "MS. LIND"}).done()})
                    .messages.empty());
    EXPECT_TRUE(extractMessages({shared("", "00:", {"Interviewer", "Ada Quill", "Counsel"}).done()}).messages.empty());
}

TEST(SharedStamps, AtFullQuartersAreMinutesOfAMeeting) {
    PageDrawing page;
    page.line("October 24, 2023");
    for (int g = 0; g < 4; ++g) {
        page.space().line(std::to_string(9 + g) + ":" + (g % 2 ? "15" : "30"));
        for (int i = 0; i < 2; ++i) page.line(std::string(kWriters[i]) + ": Reported on the budget.");
    }
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

TEST(Zones, BehindATimeInFrontLeaveWhoIsCalledAsACity) {
    const char* const names[] = {"Sofia", "Madrid", "Ada"};
    const auto got = linesRead([&](int i) {
        return Lines{"2023-10-24 14:" + minute(i) + " (UTC+02:00) " + names[i * i % 3], "the text " + number(i)};
    });
    ASSERT_EQ(got.messages.size(), 9u);
    for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(got.messages[i].from, names[i * i % 3]);
    const auto one = linesRead(
        [](int i) { return Lines{"2023-10-24 14:" + minute(i) + " (UTC+02:00) Sofia Petrov: the text " + number(i)}; });
    ASSERT_EQ(one.messages.size(), 9u);
    EXPECT_EQ(one.messages[3].from, "Sofia Petrov");
    const auto front = linesRead([](int i) {
        const std::string who = i % 2 ? "Paris Lind" : "Paris Quill";
        return Lines{who + " 2023-10-24 14:" + minute(i) + " +0200", "the text " + number(i)};
    });
    ASSERT_EQ(front.messages.size(), 9u);
    EXPECT_EQ(front.messages[3].from, "Paris Lind");
}

TEST(SharedCells, OfOneWriterOrOfOneNameStay) {
    const auto one = linesRead([](int i) {
        return Lines{"Acme Corp | Ada Quill | October 24, 2023, 14:" + minute(i), "the text " + number(i)};
    });
    ASSERT_EQ(one.messages.size(), 9u);
    EXPECT_NE(one.messages[4].from.find("Ada Quill"), std::string::npos);
    const auto two = linesRead([](int i) {
        return Lines{std::string(i % 2 ? "Legal" : "Sales") + " | Ada Quill | October 24, 2023, 14:" + minute(i),
                     "the text " + number(i)};
    });
    ASSERT_EQ(two.messages.size(), 9u);
    EXPECT_NE(two.messages[4].from.find("Ada Quill"), std::string::npos);
}

TEST(Handles, ThatAreSpokenToOrComeOnceWriteNothing) {
    const auto got = linesRead(
        [](int i) {
            return Lines{writer(i), "14:" + minute(i) + "  " + (i % 2 ? "@ada" : "@ben") + " the text " + number(i)};
        },
        "October 24, 2023");
    ASSERT_EQ(got.messages.size(), 9u);
    for (int i = 0; i < 9; ++i) EXPECT_EQ(got.messages[static_cast<std::size_t>(i)].from, writer(i));
    EXPECT_EQ(got.messages[3].body, "@ada the text 3");
    EXPECT_TRUE(linesRead([](int i) {
                    return Lines{"2023-10-24 14:" + minute(i) + " @mile" + number(i) + " marker truck stopped"};
                }).messages.empty());
}

TEST(HeadsInDashes, WithoutADayAreTextsAmongDatedHeads) {
    const auto got = linesRead([](int i) {
        return Lines{writer(i) + "  October 24, 2023, 14:" + minute(i), i % 3 ? "the text" : "Paris - 10:30 - gate 4"};
    });
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[3].from, writer(3));
    EXPECT_EQ(got.messages[3].body, "Paris - 10:30 - gate 4");
}

TEST(SharedStamps, OfOtherRecordsOfSpeechAreNoChat) {
    const auto isChat = [](const char* const(&names)[3], const std::string& stampEnd = {}) {
        return !extractMessages({shared("October 24, 2023", stampEnd, names).done()}).messages.empty();
    };
    EXPECT_FALSE(isChat({"Q", "A", "Ada Quill"}));
    EXPECT_FALSE(isChat({"ADA", "BEN", "CARA"}));
    EXPECT_FALSE(isChat({"Det. Okoro", "Ada Quill", "Cara Lind"}));
    EXPECT_FALSE(isChat({"Ada Quill", "Ben Okoro", "Cara Lind"}, "00:"));
}

TEST(SharedStamps, OverFieldsOfAFormAreNoChat) {
    EXPECT_TRUE(extractMessages({shared("", "2023-10-24 ", {"Pulse", "Pressure", "Nurse"}).done()}).messages.empty());
}

TEST(HeadsInBars, OverNothingButEntriesAreATimetable) {
    const auto entry = [](int i) { return std::string(i % 2 ? "Room 4B" : "Dentist"); };
    const auto text = [](int i) { return i % 2 ? "Room 4B, can you come?" : "On my way."; };
    for (const bool isTalk : {false, true}) {
        const auto told = [&](int i) { return isTalk ? text(i) : entry(i); };
        const auto bars = linesRead([&](int i) { return Lines{"14:" + minute(i) + " " + writer(i) + " | " + told(i)}; },
                                    "October 24, 2023");
        EXPECT_EQ(bars.messages.size(), isTalk ? 9u : 0u);
        const auto dashes =
            linesRead([&](int i) { return Lines{writer(i) + " - 2023-10-24 14:" + minute(i) + " - " + told(i)}; });
        EXPECT_EQ(dashes.messages.size(), isTalk ? 9u : 0u);
    }
    EXPECT_TRUE(linesRead([](int i) {
                    return Lines{"Pump - 2023-10-24 14:" + minute(i) + " - " + (i % 2 ? "door open" : "door shut")};
                }).messages.empty());
}

TEST(HeadsOnTop, WithTheDayOfAllAndATextAreMessages) {
    const auto got = linesRead([](int i) {
        return Lines{i ? writer(i) + " (14:" + minute(i) + "): the text " + number(i)
                       : "Dana Reed (October 24, 2023, 14:10): the text 0"};
    });
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[0].from, "Dana Reed");
}

TEST(Receipts, BehindAHeadsBracketAreTextsUnlessInOneToo) {
    const auto got = linesRead([](int i) {
        return Lines{writer(i) + " [2023-10-24 14:" + minute(i) + "] " + (i % 3 ? "the text" : "Seen on 10:15")};
    });
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[3].body, "Seen on 10:15");
    expectRead(linesRead([](int i) {
        return Lines{writer(i) + " [2023-10-24 14:" + minute(i) + "] (Read 15:15)", "the text " + number(i)};
    }));
}

TEST(SharedStamps, TextsThatTellWhatSomebodySaidNameNobody) {
    PageDrawing page;
    for (int i = 0; i < 6; ++i)
        page.space()
            .line("2023-10-24 14:" + minute(i))
            .line("Ada Quill: the text")
            .line("Ben Okoro: ok")
            .line("he said: wait");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    for (const auto& message : got.messages) EXPECT_NE(message.from, "he");
}

TEST(RunInRecords, KeepLabelsThatTextsOpenLinesWith) {
    PageDrawing page;
    for (int i = 0; i < 9; ++i) {
        page.line("From: " + writer(i)).line("To: Dana Reed").line("Date: October 24, 2023, 14:" + minute(i));
        page.line("Message: the text " + number(i));
        if (i == 4) page.line("To: be sure we call.").line("From: the yard we go on.").line("Date: any.");
        page.space(14);
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[4].from, writer(4));
    EXPECT_NE(got.messages[4].body.find("be sure we call."), std::string::npos);
    EXPECT_NE(got.messages[4].body.find("the yard we go on."), std::string::npos);
    EXPECT_EQ(got.messages[5].from, writer(5));
}

TEST(HeadsBeneath, HaveTheTextsAboveThem) {
    PageDrawing page;
    for (int i = 0; i < 9; ++i)
        page.line("the text " + number(i)).line("- " + writer(i) + ", October 24, 2023, 14:" + minute(i)).space(14);
    expectRead(extractMessages({page.done()}));
}

TEST(HeadsBeneath, AreNotSuchWhereATextFollowsTheLast) {
    PageDrawing page;
    page.line("Printed for the file").space(2);
    for (int i = 0; i < 9; ++i)
        page.line(writer(i) + ", October 24, 2023, 14:" + minute(i)).space(14).line("the text " + number(i));
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[2].body, "the text 2");
}

TEST(HeadForms, BarsAndDashesOnBothSidesOfATimeSetTheTextOff) {
    const std::string at = "24/10/2023 14:";
    expectRead(
        linesRead([&](int i) { return Lines{writer(i) + " | " + at + minute(i) + ":05 | the text " + number(i)}; }));
    expectRead(
        linesRead([&](int i) { return Lines{writer(i) + " - " + at + minute(i) + " - the text " + number(i)}; }));
}

TEST(HeadForms, ABarBehindTheNameEndsIt) {
    expectRead(
        linesRead([](int i) { return Lines{"14:" + minute(i) + ":05 " + writer(i) + " | the text " + number(i)}; },
                  "--- 2023-10-24 ---"));
}

TEST(HeadForms, CountersBesideTheNameAreNotOfIt) {
    expectRead(linesRead([](int i) {
        return Lines{"Message " + number(i + 1) + " of 9 | " + writer(i) + " | 10/24/2023 14:" + minute(i),
                     "the text " + number(i)};
    }));
}

TEST(HeadForms, ACellThatAllNamesShareIsNotOfThem) {
    expectRead(linesRead([](int i) {
        return Lines{writer(i) + " \u2022 Acme Corp \u2022 2023-10-24 14:" + minute(i), "the text " + number(i)};
    }));
}

TEST(HeadForms, AWordOfSayingMayFollowTheTime) {
    expectRead(linesRead([](int i) {
        return Lines{writer(i) + " at 14:" + minute(i) + " on October 24, 2023 said: the text " + number(i)};
    }));
}

TEST(HeadForms, TheTimeOfAReceiptIsNotTheTexts) {
    expectRead(linesRead([](int i) {
        return Lines{writer(i) + "  10/24/2023 14:" + minute(i) + "  (Read 14:59)", "the text " + number(i)};
    }));
}

TEST(HeadForms, AccountsNamesEndAtAWhite) {
    const auto got = linesRead([](int i) {
        return Lines{"2023-10-24 14:" + minute(i) + ":05 " + (i % 2 ? "@ada.quill" : "@ben") + " the text " +
                     number(i)};
    });
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[1].from, "@ada.quill");
    EXPECT_EQ(got.messages[1].body, "the text 1");
    const auto addressed = linesRead([](int i) {
        return Lines{"2023-10-24, 14:" + minute(i) + " - " + (i % 2 ? "@ada:example.org" : "@ben:example.org") +
                     ": the text " + number(i)};
    });
    ASSERT_EQ(addressed.messages.size(), 9u);
    EXPECT_EQ(addressed.messages[1].from, "@ada:example.org");
    EXPECT_EQ(addressed.messages[1].body, "the text 1");
}

TEST(HeadForms, ToWhomMayBeWrittenLarge) {
    const auto got = linesRead(
        [](int i) {
            return Lines{"14:" + minute(i) + ":05 From " + writer(i) + " To Hosts and panelists:",
                         "the text " + number(i)};
        },
        "Chat of 2023-10-24");
    expectRead(got);
    EXPECT_EQ(got.messages[0].to, std::vector<std::string>{"Hosts and panelists"});
}

TEST(HeadForms, WhenTheChatStartedIsNoMessage) {
    expectRead(linesRead([](int i) { return Lines{writer(i) + " [14:" + minute(i) + "]: the text " + number(i)}; },
                         "Started: 2023-10-24 14:09"));
}

TEST(TimesAtTheEnd, InBracketsEndWrappedTextsToo) {
    PageDrawing set;
    set.line("October 24, 2023").space();
    for (int i = 0; i < 9; ++i) {
        if (i % 2)
            set.line(writer(i) + ": the text " + number(i) + " goes on over the whole of the line")
                .line("and then on another one (14:" + minute(i) + ")");
        else
            set.line(writer(i) + ": the text " + number(i) + " (14:" + minute(i) + ")");
    }
    const auto got = extractMessages({set.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[2].body, "the text 2");
    EXPECT_EQ(got.messages[3].from, writer(3));
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T14:13");
    EXPECT_TRUE(got.messages[3].body.starts_with("the text 3 goes on over the whole of the line"));
    EXPECT_TRUE(got.messages[3].body.ends_with("and then on another one"));
}

TEST(Records, MayHaveTheirValuesBehindTheirLabels) {
    const auto got = linesRead([](int i) {
        return Lines{"From: " + writer(i), "Type: incoming", "Sent: 2023-10-24 14:" + minute(i) + ":05",
                     "Received: 2023-10-24 14:" + minute(i) + ":06", "Body: the text " + number(i)};
    });
    expectRead(got);
}

}  // namespace
}  // namespace redwell::messages

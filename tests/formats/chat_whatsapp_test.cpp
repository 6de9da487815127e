#include "chat_drawing.h"

namespace redwell::formats {
namespace {

using documents::MessageKind;

TEST(WhatsApp, LinesBecomeMessagesAndWhatFollowsThemTheirText) {
    const auto chat = read(
        "24.10.23, 14:03 - Messages and calls are end-to-end encrypted.\n"
        "24.10.23, 14:04 - Imogen Vale: When is the pour?\nAnd: who comes?\n\nSoon?\n"
        "24.10.23, 14:05 - Tobias Renn: Friday\n",
        "WhatsApp Chat with Bridge.txt");
    EXPECT_EQ(chat.kind, documents::Kind::Chat);
    ASSERT_EQ(chat.messages.size(), 3U);
    EXPECT_EQ(chat.messages[0].kind, MessageKind::Disclaimer);
    EXPECT_EQ(chat.messages[1].from, "Imogen Vale");
    EXPECT_EQ(chat.messages[1].body, "When is the pour?\nAnd: who comes?\n\nSoon?");
    EXPECT_EQ(chat.messages[1].conversation, "Bridge");
    EXPECT_EQ(chat.messages[2].sent.text.substr(0, 16), "2023-10-24T14:05");
}

struct Form {
    const char* line;
    const char* time;
};
class WhatsAppForms : public testing::TestWithParam<Form> {};
TEST_P(WhatsAppForms, AreReadAsTheClockThatWroteThem) {
    const std::string line = GetParam().line;
    const auto chat =
        read(line + "Imogen Vale: one\r\n" + line + "Tobias Renn: two\r\n", "WhatsApp Chat with Bridge.txt");
    ASSERT_EQ(chat.messages.size(), 2U) << line;
    EXPECT_EQ(chat.messages[0].sent.text.substr(0, std::string(GetParam().time).size()), GetParam().time);
    EXPECT_EQ(chat.messages[0].from, "Imogen Vale");
    EXPECT_EQ(chat.messages[1].body, "two");
}
INSTANTIATE_TEST_SUITE_P(OfMachinesAndCountries, WhatsAppForms,
                         testing::Values(Form{"24.10.23, 14:03 - ", "2023-10-24T14:03"},
                                         Form{"10/24/23, 2:03 PM - ", "2023-10-24T14:03"},
                                         Form{"10/24/23, 2:03\xe2\x80\xafPM - ", "2023-10-24T14:03"},
                                         Form{"24/10/2023, 14:03 - ", "2023-10-24T14:03"},
                                         Form{"[24.10.23, 14:03:09] ", "2023-10-24T14:03:09"},
                                         Form{"\xe2\x80\x8e[10/24/23, 12:03:09 AM] ", "2023-10-24T00:03:09"},
                                         Form{"[2023-10-24, 14:03:09] ", "2023-10-24T14:03:09"},
                                         Form{"[24-10-23 14:03:09] ", "2023-10-24T14:03:09"},
                                         Form{"24-10-2023 14:03 - ", "2023-10-24T14:03"},
                                         Form{"24/10/2023, 2:03 p. m. - ", "2023-10-24T14:03"},
                                         Form{"07/11/23, 2:14\u202fpm - ", "2023-11-07T14:14"},
                                         Form{"11/7/23, 2:14\u202fPM - ", "2023-11-07T14:14"},
                                         Form{"2023\ub144 11\uc6d4 7\uc77c \uc624\ud6c4 2:14 - ", "2023-11-07T14:14"},
                                         Form{"2023\ub144 11\uc6d4 7\uc77c \uc624\uc804 12:14, ", "2023-11-07T00:14"},
                                         Form{"[2023. 11. 7. \uc624\ud6c4 2:14:05] ", "2023-11-07T14:14:05"},
                                         Form{"2023/11/7 \u4e0b\u53482:14 - ", "2023-11-07T14:14"},
                                         Form{"\u200f\u0667\u200f/\u0661\u0661\u200f/\u0662\u0660\u0662\u0663\u060c "
                                              "\u0662:\u0661\u0664 \u0645 - ",
                                              "2023-11-07T14:14"},
                                         Form{"\u202a[07/11/2023, 14:14:05] \u202c", "2023-11-07T14:14:05"}));

TEST(WhatsApp, NamesMayHoldQuotesAndMarksOfDirection) {
    const auto chat = read(
        "24.10.23, 14:03 - Robert \"Bob\" Hale: one\n"
        "24.10.23, 14:04 - \u202a+49 170 5550199\u202c: two\n"
        "24.10.23, 14:05 - Ash changed the subject to \"Re: gyms\"\n"
        "24.10.23, 14:06 - Ash changed the subject from \u201cA\u201d to \u201cRe: gyms\u201d\n"
        "24.10.23, 14:07 - Jo \u201cJ\u201d Park: \u200fthree\n",
        "WhatsApp Chat with Bridge.txt");
    ASSERT_EQ(chat.messages.size(), 5U);
    EXPECT_EQ(chat.messages[0].from, "Robert \"Bob\" Hale");
    EXPECT_EQ(chat.messages[0].body, "one");
    EXPECT_EQ(chat.messages[1].from, "+49 170 5550199");
    EXPECT_EQ(chat.messages[2].kind, MessageKind::Disclaimer);
    EXPECT_EQ(chat.messages[3].kind, MessageKind::Disclaimer);
    EXPECT_EQ(chat.messages[4].from, "Jo \u201cJ\u201d Park");
    EXPECT_EQ(chat.messages[4].body, "three");
}

TEST(WhatsApp, DayAndMonthAreToldApartByTheDatesThatExistAndRun) {
    const auto chat = openAll(
        "3/9/23, 14:03 - Imogen Vale: one\n3/10/23, 14:03 - Tobias Renn: two\n"
        "3/28/23, 14:05 - Imogen Vale: three\n",
        "WhatsApp Chat with Bridge.txt");
    ASSERT_EQ(chat.documents.size(), 3U);
    EXPECT_EQ(chat.documents[1].messages.at(0).sent.text.substr(0, 10), "2023-03-10");
}

TEST(WhatsApp, MediaDeletionsEditsAndNoticesAreSaidInPlace) {
    const auto chat = read(
        "24.10.23, 14:03 - Imogen Vale: <Media omitted>\n"
        "24.10.23, 14:04 - Imogen Vale: This message was deleted\n"
        "24.10.23, 14:05 - Tobias Renn: Friday <This message was edited>\n"
        "24.10.23, 14:06 - Tobias Renn: IMG-0001.jpg (file attached)\nthe pier\n"
        "24.10.23, 14:07 - Tobias Renn left\n"
        "24.10.23, 14:08 - Imogen Vale added Odo Hart\n",
        "WhatsApp Chat with Bridge.txt");
    ASSERT_EQ(chat.messages.size(), 6U);
    EXPECT_TRUE(chat.messages[0].attachments.at(0).isMissing);
    EXPECT_TRUE(chat.messages[1].isDeleted);
    EXPECT_EQ(chat.messages[2].body, "Friday");
    EXPECT_EQ(chat.messages[2].edits.size(), 1U);
    EXPECT_EQ(chat.messages[3].attachments.at(0).name, "IMG-0001.jpg");
    EXPECT_EQ(chat.messages[3].body, "the pier");
    EXPECT_EQ(chat.messages[4].kind, MessageKind::Leave);
    EXPECT_EQ(chat.messages[5].kind, MessageKind::Join);
}

TEST(WhatsApp, AnArchiveGivesTheConversationItsMedia) {
    const auto chat = read(writeZip({{"_chat.txt",
                                      "[24.10.23, 14:03:09] Imogen Vale: \xe2\x80\x8e<attached: 01-PHOTO.txt>\n"
                                      "[24.10.23, 14:04:09] Tobias Renn: nice\n"},
                                     {"01-PHOTO.txt", "pixels"}}),
                           "WhatsApp Chat - Bridge.zip");
    EXPECT_EQ(chat.kind, documents::Kind::Chat);
    ASSERT_EQ(chat.children.size(), 1U);
    EXPECT_EQ(chat.children[0].bytes, "pixels");
    EXPECT_FALSE(chat.messages.at(0).attachments.at(0).isMissing);
    EXPECT_EQ(chat.messages.at(0).conversation, "Bridge");
}

TEST(WhatsApp, LettersAndLogsAreNoChats) {
    EXPECT_EQ(read("24.10.2023, 14:03 - a note of mine\nand more of it\n", "note.txt").kind, documents::Kind::Text);
    EXPECT_EQ(read("2023-10-24 14:03:09 - INFO: started\n2023-10-24 14:03:10 - ERROR: stopped\n", "a.log").kind,
              documents::Kind::Text);
    EXPECT_EQ(read("Dear Sir,\n24.10.23, 14:03 - Imogen: one\n24.10.23, 14:04 - Tobias: two\n", "letter.txt").kind,
              documents::Kind::Text);
}

}  // namespace
}  // namespace redwell::formats

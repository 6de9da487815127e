// Mails are read many at a time, by a shorter way; what only looks like one must not go it.
#include "formats/reader.h"

#include <gtest/gtest.h>

namespace redwell::formats {
namespace {

constexpr const char* kHeader = "From: Imogen Vale <ivale@example.org>\r\nMIME-Version: 1.0\r\nSubject: The draft\r\n";
constexpr const char* kBody = "Content-Type: text/plain\r\n\r\nWords\r\n";

TEST(MailsInABatch, AreReadTheShorterWay) { EXPECT_TRUE(readTextOfMail(std::string(kHeader) + kBody, "1.eml")); }

TEST(MailsInABatch, LeaveAChatOutThatIsNamedLikeAMail) {
    EXPECT_FALSE(readTextOfMail(std::string(kHeader) + "X-RSMF-Version: 2.0.0\r\n" + kBody, "1.eml"));
}

}  // namespace
}  // namespace redwell::formats

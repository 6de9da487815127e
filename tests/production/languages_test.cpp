// Pages with redactions are read again in the language of their own document, when they are burned and when the volume
// is read back.
#include "processing/job_queue.h"
#include "produced_case.h"
#include "support/ocr_models.h"

namespace redwell::production {
namespace {

using testing::Contains;
using testing::HasSubstr;

class LanguagesOfAProduction : public ProducedCase {
protected:
    support::OcrModels m_models;  // before the pool
};

TEST_F(LanguagesOfAProduction, AreThoseOfItsDocuments) {
    takeInLetters();
    ASSERT_TRUE(write(
        [](casefile::Database& database) { return processing::JobQueue(database).replaceLanguages("eng", "deu"); }));
    const auto refused = make();
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message(), HasSubstr("\"deu\" is not installed"));
    EXPECT_THAT(refused.error().message(), HasSubstr("RW000002"));
    m_models.add("deu");
    const auto folder = volume();
    EXPECT_THAT(findings(folder, true), testing::IsEmpty());
    m_models.remove("deu");
    EXPECT_THAT(findings(folder, true), Contains("unreadable IMAGES/0001/M-0002.tif"));
}

}  // namespace
}  // namespace redwell::production

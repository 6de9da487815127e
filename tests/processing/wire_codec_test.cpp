#include "processing/wire/codec.h"

#include "processing/wire/byte_stream.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace redwell::wire {
namespace {

documents::Page drawnPage() {
    documents::Page page;
    page.number = 7;
    page.width = 612;
    page.height = 792.5;
    page.rotation = 270;
    page.textSource = documents::TextSource::Ocr;
    page.confidence = 91.25;
    page.words = {{"Größe", {72, 80.5, 100.25, 92}, 88, false}, {"am", {104, 80.5, 120, 92}, 97.5F, true}};
    page.text = "Größe am\n";
    return page;
}

documents::Message drawnMessage() {
    documents::Message message;
    message.ordinal = 3;
    message.from = "Imogen Vale <ivale@example.test>";
    message.to = {"Rafael Quint", "Wes Hallam"};
    message.cc = {"June"};
    message.bcc = {""};
    message.sent = {"2023-10-24T14:03:11+02:00"};
    message.subject = "Re: Reserve";
    message.body = "Not before Friday.\n\n> Can it ship?\t";
    message.page = 2;
    message.regions = {{2, {72, 100, 540, 160.5}}, {3, {72, 36, 540, 80}}};
    message.confidence = 0.75;
    message.depth = 1;
    message.kind = documents::MessageKind::Leave;
    message.key = "1@example.test";
    message.replyTo = "0@example.test";
    message.references = {"a@example.test", "b@example.test"};
    message.conversation = "#licensing";
    message.isDeleted = true;
    message.edits = {{"Wes Hallam", {"2023-10-24T14:05"}, "Friday", "Not before Friday."}};
    message.reactions = {{":eyes:", 2, {"June", "Wes Hallam"}}};
    message.receipts = {{"June", {"2023-10-24T14:06"}, "read"}};
    message.importance = "high";
    message.doubts = {"weak_ocr", "no_time"};
    message.attachments = {{"plan.xls", "0001.xls", std::int64_t{5} << 32, true}};
    return message;
}

std::vector<Request> requests() {
    ProduceRequest produce;
    produce.fileName = "Exhibit 4.pdf";
    produce.passwords = {"p\xff q"};
    produce.dpi = 200;
    produce.color = false;
    produce.languages = "deu";
    produce.pages = {{2, 500, 700, 90, {}, {}, {}}};
    produce.pages[0].redactions = {{{1, 2, 3, 4}, "Privileged"}, {{5, 6, 7, 8}, ""}};
    produce.pages[0].endorsements = {{"bottom_right", "RW000001"}, {"bottom_left", "CONFIDENTIAL"}};
    produce.pages[0].words = drawnPage().words;
    produce.tiff = false;
    produce.pdf = produce.readBack = true;
    VerifyRequest verify;
    verify.fileName = "RW000001.tif";
    verify.ocr = true;
    verify.languages = "eng+fra";
    verify.pages = {{612, 792, {{10, 20, 30, 40}}, {"Privileged"}}, {842, 595, {}, {}}};
    return {ParseRequest{"a.pdf", "always", {"", "secret"}, "Europe/Berlin", "17", true},
            OcrRequest{"b.tif", {"x"}, 4, 595, 842, "fra"},
            MessagesRequest{{drawnPage(), {}}},
            RenderRequest{"c.pdf", {}, 9, 96.5, 180, true},
            produce,
            verify,
            ParseBatchRequest{{{"a.eml", 10}, {"b.eml", 20}}}};
}

std::vector<Reply> replies() {
    ParseReply parse;
    parse.kind = documents::Kind::Mail;
    parse.mimeType = "message/rfc822";
    parse.title = "Reserve";
    parse.author = "Imogen Vale";
    parse.recipients = {"Rafael Quint"};
    parse.date = {"2023-10-24T14:03"};
    parse.pages = {drawnPage()};
    parse.pagesToOcr = {1, 5};
    parse.messages = {drawnMessage(), {}};
    parse.unassigned = {{2, {9, 9, 99, 20}}};
    parse.resumeAt = "4711";
    parse.messagesDone = true;
    parse.children = {{"plan.xls", "application/vnd.ms-excel", std::string("\0\xff\x01 raw", 7), "Inbox/2023", true,
                       Error{ErrorKind::Damaged, "is cut short"}}};
    parse.flags = {"encrypted"};
    parse.metadata = {{"producer", "Writer"}, {"message_id", "<1@x>"}};
    ProduceReply produce{{{true, std::string("II*\0", 4), "text", {{1, 2, 3, 4}}, 0.9, 3, 4, 612, 792}, {}},
                         "%PDF-1.7"};
    RenderReply render;
    render.raster.width = 10;
    render.raster.height = 20;
    render.raster.format = documents::Raster::Format::Rgb24;
    return {std::monostate{},
            parse,
            OcrReply{drawnPage()},
            MessagesReply{{drawnMessage()}, {{2, {1, 2, 3, 4}}}},
            render,
            produce,
            VerifyReply{3, "text", "ocr", {{"metadata", 0, "Author"}, {"size", 2, "610 points"}}},
            ParseBatchReply{{parse, std::nullopt}}};
}

// The values have no == of their own, so equality is that of their bytes: encode(decode(encode(x))) == encode(x), and
// the fields are looked at below.
TEST(WireCodec, EveryRequestComesBackTheSame) {
    for (const auto& request : requests()) {
        const auto bytes = encodeRequest(request);
        const auto decoded = decodeRequest(bytes);
        ASSERT_TRUE(decoded) << request.index() << ": " << decoded.error().message();
        EXPECT_EQ(decoded->index(), request.index());
        EXPECT_EQ(encodeRequest(*decoded), bytes);
    }
}

TEST(WireCodec, EveryReplyComesBackTheSame) {
    for (const auto& reply : replies()) {
        const auto bytes = encodeReply(reply);
        const auto decoded = decodeReply(bytes);
        ASSERT_TRUE(decoded) << reply.index() << ": " << decoded.error().message();
        EXPECT_EQ(decoded->index(), reply.index());
        EXPECT_EQ(encodeReply(*decoded), bytes);
    }
}

TEST(WireCodec, TheEmptiestItemsComeThroughToo) {
    ParseReply reply;
    reply.pages.resize(1);
    reply.messages.resize(3);
    reply.children.resize(2);
    const auto decoded = decodeReply(encodeReply(reply));
    ASSERT_TRUE(decoded) << decoded.error().message();
    EXPECT_EQ(std::get<ParseReply>(*decoded).messages.size(), 3U);
    EXPECT_TRUE(decodeReply(encodeReply(MessagesReply{std::vector<documents::Message>(1), {}})));
}

TEST(WireCodec, KeepsEveryFieldOfPagesMessagesAndProductions) {
    const auto parse = std::get<ParseReply>(*decodeReply(encodeReply(replies()[1])));
    EXPECT_EQ(parse.pages.at(0), drawnPage());
    EXPECT_EQ(parse.messages.at(0), drawnMessage());
    EXPECT_EQ(parse.pagesToOcr, (std::vector{1, 5}));
    EXPECT_EQ(parse.unassigned, (std::vector<documents::Region>{{2, {9, 9, 99, 20}}}));
    EXPECT_EQ(parse.resumeAt, "4711");
    EXPECT_EQ(parse.children.at(0).folder, "Inbox/2023");
    EXPECT_TRUE(parse.children.at(0).startsFamily);
    ASSERT_TRUE(parse.children.at(0).problem);
    EXPECT_EQ(parse.children.at(0).problem->what, "is cut short");
    EXPECT_EQ(parse.children.at(0).bytes, std::string("\0\xff\x01 raw", 7));
    EXPECT_EQ(parse.metadata.at("producer"), "Writer");
    EXPECT_TRUE(parse.messagesDone);
    const auto produce = std::get<ProduceRequest>(*decodeRequest(encodeRequest(requests()[4])));
    EXPECT_EQ(produce.passwords.at(0), "p\xff q");
    EXPECT_EQ(produce.pages.at(0).redactions.at(0).label, "Privileged");
    EXPECT_EQ(produce.pages.at(0).redactions.at(1).box, (Box{5, 6, 7, 8}));
    EXPECT_EQ(produce.pages.at(0).endorsements.at("bottom_left"), "CONFIDENTIAL");
    EXPECT_EQ(produce.pages.at(0).rotation, 90);
    EXPECT_TRUE(produce.readBack && produce.pdf && !produce.tiff && !produce.color);
}

TEST(WireCodec, EveryTruncationIsAnError) {
    for (const auto& request : requests()) {
        const auto bytes = encodeRequest(request);
        for (std::size_t size = 0; size < bytes.size(); ++size)
            ASSERT_FALSE(decodeRequest(std::string_view(bytes).substr(0, size))) << request.index() << " at " << size;
    }
    for (const auto& reply : replies()) {
        const auto bytes = encodeReply(reply);
        for (std::size_t size = 0; size < bytes.size(); ++size)
            ASSERT_FALSE(decodeReply(std::string_view(bytes).substr(0, size))) << reply.index() << " at " << size;
    }
}

TEST(WireCodec, BytesAfterTheEndAreAnError) {
    for (const auto& reply : replies()) EXPECT_FALSE(decodeReply(encodeReply(reply) + '\0'));
}

TEST(WireCodec, FlippedBitsGiveASoundValueOrAnErrorButNothingElse) {
    std::mt19937 random(20260701);
    for (const auto& reply : replies()) {
        const auto bytes = encodeReply(reply);
        for (int turn = 0; turn < 4000; ++turn) {
            auto broken = bytes;
            for (int flips = 1 + static_cast<int>(random() % 3); flips > 0; --flips) {
                auto& byte = broken[random() % broken.size()];
                byte = static_cast<char>(byte ^ (1 << random() % 8));
            }
            const auto decoded = decodeReply(broken);
            if (!decoded) {
                EXPECT_EQ(decoded.error().kind, ErrorKind::Internal);
                continue;
            }
            const auto* parse = std::get_if<ParseReply>(&*decoded);
            if (!parse) continue;
            EXPECT_TRUE(isValidUtf8(parse->title));
            for (const auto& page : parse->pages) {
                EXPECT_GE(page.number, 1);
                EXPECT_EQ(page.rotation % 90, 0);
                EXPECT_TRUE(std::isfinite(page.width));
                for (const auto& word : page.words) EXPECT_TRUE(std::isfinite(word.box.x0) && isValidUtf8(word.text));
            }
        }
    }
}

TEST(WireCodec, ACountBeyondTheBytesIsRefusedBeforeAnythingIsTaken) {
    std::string bytes(1, '\3');  // MessagesReply
    bytes += "\xff\xff\xff\xff";
    EXPECT_FALSE(decodeReply(bytes));
    bytes.resize(5 + 4096, '\0');  // room for some, not for four thousand million
    EXPECT_FALSE(decodeReply(bytes));
}

TEST(WireCodec, CountsTogetherAreBoundedSoThatSmallBytesCannotFillTheMemory) {
    // A list of empty recipients: 4 bytes each on the wire, 32 in memory.
    std::string bytes(1, '\1');  // ParseReply
    const auto put = [&bytes](std::uint32_t number) {
        bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    bytes += '\0';                       // kind
    for (int i = 0; i < 3; ++i) put(0);  // mime type, title, author
    put(static_cast<std::uint32_t>(kMaxElements + 1));
    bytes.append((kMaxElements + 1) * 4, '\0');
    const auto decoded = decodeReply(bytes);
    ASSERT_FALSE(decoded);
    EXPECT_NE(decoded.error().what.find("counts more items"), std::string::npos);
}

TEST(WireCodec, TextIsMadeValidAndOddNumbersAreRefused) {
    VerifyReply verify;
    verify.text = "good \xc3\x28 bad";
    const auto cleaned = std::get<VerifyReply>(*decodeReply(encodeReply(verify)));
    EXPECT_TRUE(isValidUtf8(cleaned.text));

    OcrReply ocr{drawnPage()};
    auto bytes = encodeReply(ocr);
    const double infinite = std::numeric_limits<double>::infinity();
    std::memcpy(bytes.data() + 5, &infinite, sizeof infinite);  // the page's width, after kind and number
    EXPECT_FALSE(decodeReply(bytes));
    ocr.page.rotation = 45;
    EXPECT_FALSE(decodeReply(encodeReply(ocr)));
}

TEST(WireCodec, ALibrarysOddWordDoesNotCostThePage) {
    OcrReply ocr{drawnPage()};
    ocr.page.words[0].text =
        "Gr\xf6\xdf"
        "e";
    ocr.page.words[1].box.x1 = std::numeric_limits<double>::quiet_NaN();
    const auto decoded = decodeReply(encodeReply(ocr));
    ASSERT_TRUE(decoded) << decoded.error().message();
    const auto& page = std::get<OcrReply>(*decoded).page;
    ASSERT_EQ(page.words.size(), 2U);
    EXPECT_TRUE(isValidUtf8(page.words[0].text));
    EXPECT_EQ(page.words[1].text, "am");
    EXPECT_EQ(page.words[1].confidence, 0);
}

TEST(WireCodec, ErrorsOfAChildAreThoseThatADocumentCanCause) {
    Error error;
    ASSERT_TRUE(decodeError(encodeError({ErrorKind::Password, "needs a password", "a.pdf", "Add it."}), error));
    EXPECT_EQ(error, (Error{ErrorKind::Password, "needs a password", "a.pdf", "Add it."}));
    for (const auto kind : {ErrorKind::DiskFull, ErrorKind::Leak, ErrorKind::Cancelled, ErrorKind::ReadOnly}) {
        ASSERT_TRUE(decodeError(encodeError({kind, "x"}), error));
        EXPECT_EQ(error.kind, ErrorKind::Damaged);
    }
    ASSERT_TRUE(decodeError(encodeError({ErrorKind::Damaged, std::string(100'000, 'x')}), error));
    EXPECT_LE(error.what.size(), 2100U);
    EXPECT_FALSE(decodeError("\x63", error));
}

TEST(WireCodec, NamesTheFileThatARequestIsAbout) {
    EXPECT_EQ(fileNameOf(RenderRequest{.fileName = "c.pdf"}), "c.pdf");
    EXPECT_EQ(fileNameOf(MessagesRequest{}), "");
}

}  // namespace
}  // namespace redwell::wire

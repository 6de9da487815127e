#include "processing/wire/codec.h"

#include "processing/wire/value_codec.h"

#include <type_traits>
#include <utility>

namespace redwell::wire {

// Found by argument-dependent look-up from the templates of value_codec.h, hence not in an unnamed namespace.
inline void problem(ByteWriter& a, const std::optional<Error>& error) {
    a.blob(error ? encodeError(*error) : std::string());
}

inline void problem(ByteReader& a, std::optional<Error>& error) {
    const auto bytes = a.blobView();
    error.reset();
    if (bytes.empty()) return;
    if (!decodeError(bytes, error.emplace())) a.fail("has a damaged reason");
}

template <class A>
void fields(A& a, typename A::template Ref<ParseRequest> request) {
    a.value(request.fileName);
    a.value(request.ocr);
    blobs(a, request.passwords);
    a.value(request.timeZone);
    a.value(request.resumeAt);
    a.value(request.pagesOnly);
}

template <class A>
void fields(A& a, typename A::template Ref<ParseBatchRequest::Item> item) {
    a.value(item.fileName);
    number(a, item.size);
    a.require(item.size >= 0, "has a file of negative size");
}

template <class A>
void fields(A& a, typename A::template Ref<ParseBatchRequest> request) {
    list(a, request.items, 12);
}

template <class A>
void fields(A& a, typename A::template Ref<OcrRequest> request) {
    a.value(request.fileName);
    blobs(a, request.passwords);
    pageNumber(a, request.page, 1);
    pageSize(a, request.width, request.height);
    a.value(request.languages);
}

template <class A>
void fields(A& a, typename A::template Ref<MessagesRequest> request) {
    list(a, request.pages, 41);
}

template <class A>
void fields(A& a, typename A::template Ref<RenderRequest> request) {
    a.value(request.fileName);
    blobs(a, request.passwords);
    pageNumber(a, request.page, 1);
    a.value(request.dpi);
    rotation(a, request.rotation);
    a.value(request.gray);
}

template <class A>
void fields(A& a, typename A::template Ref<RedactionBox> redaction) {
    fields(a, redaction.box);
    a.value(redaction.label);
}

template <class A>
void fields(A& a, typename A::template Ref<BurnedPageRequest> page) {
    pageNumber(a, page.page, 1);
    pageSize(a, page.width, page.height);
    rotation(a, page.rotation);
    list(a, page.redactions, 36);
    texts(a, page.endorsements);
    words(a, page.words);
}

template <class A>
void fields(A& a, typename A::template Ref<ProduceRequest> request) {
    a.value(request.fileName);
    blobs(a, request.passwords);
    list(a, request.pages, 36);
    a.value(request.slipSheet);
    a.value(request.dpi);
    a.value(request.color);
    a.value(request.tiff);
    a.value(request.pdf);
    a.value(request.readBack);
    a.value(request.languages);
}

template <class A>
void fields(A& a, typename A::template Ref<VerifyRequest::Page> page) {
    pageSize(a, page.width, page.height);
    list(a, page.redactions, 32);
    list(a, page.labels, 4);
}

template <class A>
void fields(A& a, typename A::template Ref<VerifyRequest> request) {
    a.value(request.fileName);
    a.value(request.dpi);
    list(a, request.pages, 24);
    a.value(request.ocr);
    a.value(request.languages);
}

template <class A>
void fields(A& a, typename A::template Ref<documents::HiddenText> hidden) {
    pageNumber(a, hidden.page, 1);
    a.value(hidden.kind);
    a.value(hidden.text);
    fields(a, hidden.box);
}

template <class A>
void fields(A& a, typename A::template Ref<Child> child) {
    a.value(child.fileName);
    a.value(child.mimeType);
    a.blob(child.bytes);
    a.value(child.folder);
    a.value(child.startsFamily);
    problem(a, child.problem);
}

template <class A>
void fields(A& a, typename A::template Ref<ParseReply> reply) {
    a.choice(reply.kind, documents::Kind::Unsupported);
    a.value(reply.mimeType);
    a.value(reply.title);
    a.value(reply.author);
    list(a, reply.recipients, 4);
    a.value(reply.date.text);
    list(a, reply.pages, 41);
    list(a, reply.pagesToOcr, 4);
    list(a, reply.messages, kLeastMessageBytes);
    list(a, reply.unassigned, 36);
    list(a, reply.hidden, 44);
    a.value(reply.messagesDone);
    list(a, reply.children, 21);
    list(a, reply.flags, 4);
    texts(a, reply.metadata);
    a.value(reply.resumeAt);
    a.value(reply.hasLayout);
}

inline void fields(ByteWriter& a, const std::optional<ParseReply>& reply) {
    a.value(reply.has_value());
    if (reply) fields(a, *reply);
}

inline void fields(ByteReader& a, std::optional<ParseReply>& reply) {
    bool has = false;
    a.value(has);
    reply.reset();
    if (has) fields(a, reply.emplace());
}

template <class A>
void fields(A& a, typename A::template Ref<ParseBatchReply> reply) {
    list(a, reply.items, 1);
}

template <class A>
void fields(A& a, typename A::template Ref<OcrReply> reply) {
    fields(a, reply.page);
}

template <class A>
void fields(A& a, typename A::template Ref<MessagesReply> reply) {
    list(a, reply.messages, kLeastMessageBytes);
    list(a, reply.unassigned, 36);
}

template <class A>
void fields(A& a, typename A::template Ref<RenderReply> reply) {
    a.value(reply.raster.width);
    a.value(reply.raster.height);
    a.choice(reply.raster.format, documents::Raster::Format::Rgb24);
    a.require(reply.raster.width > 0 && reply.raster.width <= documents::kMaxPixelsASide && reply.raster.height > 0 &&
                  reply.raster.height <= documents::kMaxPixelsASide,
              "has an image of impossible size");
}

template <class A>
void fields(A& a, typename A::template Ref<ProducedPage> page) {
    a.value(page.isColor);
    a.blob(page.image);
    a.value(page.text);
    list(a, page.covered, 32);
    a.value(page.scale);
    a.value(page.dx);
    a.value(page.dy);
    pageSize(a, page.width, page.height);
}

template <class A>
void fields(A& a, typename A::template Ref<ProduceReply> reply) {
    list(a, reply.pages, 13);
    a.blob(reply.pdf);
}

template <class A>
void fields(A& a, typename A::template Ref<Finding> finding) {
    a.value(finding.kind);
    a.value(finding.page);
    a.value(finding.detail);
}

template <class A>
void fields(A& a, typename A::template Ref<VerifyReply> reply) {
    a.value(reply.pageCount);
    a.value(reply.text);
    a.value(reply.ocrText);
    list(a, reply.findings, 12);
}

template <class A>
void fields(A&, typename A::template Ref<std::monostate>) {}

namespace {

template <class Variant>
std::string encodeVariant(const Variant& variant) {
    ByteWriter writer;
    writer.raw(static_cast<std::uint8_t>(variant.index()));
    std::visit([&writer](const auto& value) { fields(writer, value); }, variant);
    return writer.take();
}

template <class Variant, std::size_t... I>
Result<Variant> decodeVariant(std::string_view bytes, const char* thing, std::index_sequence<I...>) {
    ByteReader reader(bytes);
    const auto index = reader.raw<std::uint8_t>();
    Variant variant;
    const auto take = [&]<std::size_t N>() {
        if (index != N) return false;
        fields(reader, variant.template emplace<N>());
        return true;
    };
    if (!(take.template operator()<I>() || ...)) reader.fail("is of no known kind");
    REDWELL_CHECK(reader.finish(thing));
    return variant;
}

// Nothing is thrown by the decoders but std::bad_alloc, when the claimed value does not fit into memory.
template <class Variant>
Result<Variant> decode(std::string_view bytes, const char* thing) try {
    return decodeVariant<Variant>(bytes, thing, std::make_index_sequence<std::variant_size_v<Variant>>{});
} catch (const std::bad_alloc&) {
    return Error{ErrorKind::TooLarge, std::string(thing) + " does not fit into memory"};
}

}  // namespace

std::string encodeRequest(const Request& request) { return encodeVariant(request); }
std::string encodeReply(const Reply& reply) { return encodeVariant(reply); }

Result<Request> decodeRequest(std::string_view bytes) { return decode<Request>(bytes, "The request to the reader"); }
Result<Reply> decodeReply(std::string_view bytes) { return decode<Reply>(bytes, "The reader's answer"); }

std::string encodeError(const Error& error) {
    ByteWriter writer;
    writer.choice(error.kind, ErrorKind::Internal);
    writer.value(error.what);
    writer.value(error.where);
    writer.value(error.hint);
    return writer.take();
}

Status decodeError(std::string_view bytes, Error& error) {
    ByteReader reader(bytes);
    reader.choice(error.kind, ErrorKind::Internal);
    reader.value(error.what);
    reader.value(error.where);
    reader.value(error.hint);
    REDWELL_CHECK(reader.finish("The reader's answer"));
    constexpr std::size_t kMaxErrorText = 2000;
    for (auto* text : {&error.what, &error.where, &error.hint}) *text = elide(*text, kMaxErrorText);
    switch (error.kind) {
        case ErrorKind::Damaged:
        case ErrorKind::Password:
        case ErrorKind::Unsupported:
        case ErrorKind::TimedOut:
        case ErrorKind::TooLarge:
        case ErrorKind::NotFound:
        case ErrorKind::Usage:
        case ErrorKind::Internal: break;
        default: error.kind = ErrorKind::Damaged;
    }
    return {};
}

std::string fileNameOf(const Request& request) {
    return std::visit(
        [](const auto& value) -> std::string {
            if constexpr (requires { value.fileName; })
                return value.fileName;
            else
                return {};
        },
        request);
}

}  // namespace redwell::wire

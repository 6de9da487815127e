#include "formats/smime.h"

#include "base/text.h"
#include "formats/limits.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <vector>

namespace redwell::formats {
namespace {

using namespace std::string_view_literals;

template <auto Free>
struct Deleter {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Cms = std::unique_ptr<CMS_ContentInfo, Deleter<CMS_ContentInfo_free>>;
struct CertificatesDeleter {
    void operator()(STACK_OF(X509) * certificates) const { sk_X509_pop_free(certificates, X509_free); }
};

// OID 1.2.840.113549.1.7, PKCS #7 and CMS, with its last arc to follow.
constexpr auto kPkcs7 = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"sv;
constexpr auto kAuthEnveloped = "\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01"sv;  // 1.2.840.113549.1.9.16.1

bool isDer(std::string_view bytes) {
    if (bytes.substr(0, 1) != "\x30") return false;
    const auto head = bytes.substr(0, 24);
    return head.find(kPkcs7) != std::string_view::npos || head.find(kAuthEnveloped) != std::string_view::npos;
}

// Base64 with or without a frame of "-----BEGIN PKCS7-----".
std::string fromBase64(std::string_view text) {
    std::string clean;
    while (!text.empty()) {
        const auto feed = text.find('\n');
        const auto line = trim(text.substr(0, feed));
        text.remove_prefix(feed == std::string_view::npos ? text.size() : feed + 1);
        if (line.substr(0, 5) == "-----") continue;
        clean += line;
    }
    clean.resize(clean.size() / 4 * 4);
    std::string bytes(clean.size() / 4 * 3, '\0');
    const int size =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(clean.data()), static_cast<int>(clean.size()));
    if (size < 0) return {};
    bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

std::string derOf(std::string_view bytes) {
    if (isDer(bytes)) return std::string(bytes);
    return fromBase64(bytes.substr(0, std::size_t{1} << 30));
}

std::string nameEntry(const X509_NAME* name, int nid) {
    const int at = X509_NAME_get_index_by_NID(const_cast<X509_NAME*>(name), nid, -1);
    if (at < 0) return {};
    unsigned char* text = nullptr;
    const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0) return {};
    std::string out(reinterpret_cast<char*>(text), static_cast<std::size_t>(size));
    OPENSSL_free(text);
    return collapseWhitespace(cleanUtf8(out));
}

std::string holderOf(X509* certificate) {
    const auto* subject = X509_get_subject_name(certificate);
    auto name = nameEntry(subject, NID_commonName);
    if (name.empty()) name = nameEntry(subject, NID_organizationName);
    std::string address;
    if (auto* addresses = X509_get1_email(certificate)) {
        if (sk_OPENSSL_STRING_num(addresses) > 0)
            address = collapseWhitespace(cleanUtf8(sk_OPENSSL_STRING_value(addresses, 0)));
        X509_email_free(addresses);
    }
    if (address.empty() || address == name) return name;
    return name.empty() ? address : name + " <" + address + ">";
}

std::string signedTimeOf(CMS_SignerInfo* signer) {
    const int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    if (at < 0) return {};
    auto* value = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(signer, at), 0);
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME)) return {};
    std::tm time{};
    if (!ASN1_TIME_to_tm(value->value.asn1_string, &time)) return {};
    char text[32];
    return std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &time) ? text : std::string();
}

void nameSigners(CMS_ContentInfo* cms, SignedContent& out) {
    const std::unique_ptr<STACK_OF(X509), CertificatesDeleter> certificates(CMS_get1_certs(cms));
    auto* signers = CMS_get0_SignerInfos(cms);
    std::vector<std::string> names;
    for (int i = 0; signers && i < std::min(sk_CMS_SignerInfo_num(signers), 20); ++i) {
        auto* signer = sk_CMS_SignerInfo_value(signers, i);
        if (out.signedTime.empty()) out.signedTime = signedTimeOf(signer);
        for (int c = 0; certificates && c < std::min(sk_X509_num(certificates.get()), 200); ++c) {
            auto* certificate = sk_X509_value(certificates.get(), c);
            if (CMS_SignerInfo_cert_cmp(signer, certificate) != 0) continue;
            if (auto name = holderOf(certificate); !name.empty()) names.push_back(std::move(name));
            break;
        }
    }
    out.signer = join(names, "; ");
}

}  // namespace

bool isSignedOrEncrypted(std::string_view bytes) {
    if (isDer(bytes)) return true;
    return bytes.substr(0, 21) == "-----BEGIN PKCS7-----" || bytes.substr(0, 19) == "-----BEGIN CMS-----" ||
           (bytes.substr(0, 2) == "MI" && isDer(fromBase64(bytes.substr(0, 48))));
}

Result<SignedContent> openSigned(std::string_view bytes) {
    const auto der = derOf(bytes);
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const Cms cms(der.empty() ? nullptr : d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!cms) return Error{ErrorKind::Damaged, "is a damaged S/MIME file", {}, "Ask for the file again."};
    switch (OBJ_obj2nid(CMS_get0_type(cms.get()))) {
        case NID_pkcs7_signed: break;
        case NID_pkcs7_enveloped:
        case NID_pkcs7_encrypted:
        case NID_id_smime_ct_authEnvelopedData:
            return Error{ErrorKind::Password,
                         "is encrypted (S/MIME) and opens with its recipients' keys only",
                         {},
                         "Ask for it decrypted, or have a recipient save it without encryption."};
        default:
            return Error{ErrorKind::Unsupported,
                         "is an S/MIME file that is neither signed nor encrypted",
                         {},
                         "Review it in the program that made it."};
    }
    SignedContent out;
    nameSigners(cms.get(), out);
    ASN1_OCTET_STRING** content = CMS_get0_content(cms.get());
    ERR_clear_error();
    if (!content || !*content) {
        out.isDetached = true;
        return out;
    }
    out.content.assign(reinterpret_cast<const char*>(ASN1_STRING_get0_data(*content)),
                       static_cast<std::size_t>(std::max(ASN1_STRING_length(*content), 0)));
    return out;
}

}  // namespace redwell::formats

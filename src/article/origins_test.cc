// Pages of our own in every encoding that news has been written in: the text comes out right, valid, and each range of it leads
// back to its bytes.
#include <gmock/gmock.h>

#include "article/origins_testing.h"
#include "article/test_rules.h"

namespace readout {
namespace {

struct Language {
  const char* code;
  const char* text;
};
constexpr Language kLanguages[] = {
    {"en", "The minister said the talks — “long and hard” — would go on in the capital on Wednesday. It had rained all day; nobody left."},
    {"fr", "Le ministre a déclaré que les pourparlers « reprendront » mercredi à Paris, malgré l’été pluvieux. Il a plu toute la journée."},
    {"pl", "Minister powiedział, że rozmowy będą kontynuowane w środę w stolicy. Cały dzień padał deszcz i nikt nie wyszedł przed nocą."},
    {"tr", "Bakan, görüşmelerin çarşamba günü başkentte süreceğini söyledi. Bütün gün yağmur yağdı ve gece olmadan kimse ayrılmadı."},
    {"ru", "Министр заявил, что переговоры в столице продолжатся в среду. Дождь шёл весь день, и до ночи никто не ушёл."},
    {"uk", "Міністр заявив, що переговори в столиці триватимуть у середу. Дощ ішов цілий день, і до ночі ніхто не пішов."},
    {"el", "Ο υπουργός είπε ότι οι συνομιλίες θα συνεχιστούν την Τετάρτη. Έβρεχε όλη μέρα και κανείς δεν έφυγε πριν από τη νύχτα."},
    {"he", "השר אמר שהשיחות יימשכו ביום רביעי בבירה. ירד גשם כל היום ואיש לא עזב לפני הלילה."},
    {"ar", "قال الوزير إن المحادثات ستستمر يوم الأربعاء في العاصمة. هطل المطر طوال اليوم ولم يغادر أحد قبل الليل."},
    {"lt", "Ministras sakė, kad derybos sostinėje tęsis trečiadienį. Visą dieną lijo ir niekas neišėjo iki nakties."},
    {"vi", "Bộ trưởng nói rằng cuộc đàm phán sẽ tiếp tục vào thứ tư. Trời mưa cả ngày và không ai rời đi trước khi trời tối."},
    {"th", "รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไปในวันพุธ ฝนตกทั้งวันและไม่มีใครออกไปก่อนค่ำ"},
    {"ja", "大臣は水曜日に首都で会談を続けると述べた。雨は一日中降り、夜になるまで誰も帰らなかった。"},
    {"zh", "部长说，会谈将于星期三在首都继续。雨下了一整天，天黑之前没有人离开。"},
    {"zh-tw", "部長說，會談將於星期三在首都繼續。雨下了一整天，天黑之前沒有人離開。"},
    {"ko", "장관은 수요일에 수도에서 회담이 계속될 것이라고 말했다. 하루 종일 비가 내렸고 밤이 되기 전에는 아무도 떠나지 않았다."},
};
std::string text_in(std::string_view code) {
  for (const Language& language : kLanguages)
    if (language.code == code) return language.text;
  return {};
}

struct Case {
  const char* label;     // as a server would write it
  const char* encoding;  // as ICU calls it
  const char* language;
};
constexpr Case kCases[] = {
    {"utf-8", "UTF-8", "ja"},
    {"iso-8859-1", "windows-1252", "fr"},
    {"windows-1252", "windows-1252", "en"},
    {"iso-8859-15", "ISO-8859-15", "fr"},
    {"macintosh", "macintosh", "fr"},
    {"windows-1250", "windows-1250", "pl"},
    {"iso-8859-2", "ISO-8859-2", "pl"},
    {"windows-1254", "windows-1254", "tr"},
    {"iso-8859-9", "windows-1254", "tr"},
    {"windows-1251", "windows-1251", "ru"},
    {"koi8-r", "KOI8-R", "ru"},
    {"koi8-u", "KOI8-U", "uk"},
    {"iso-8859-5", "ISO-8859-5", "ru"},
    {"ibm866", "IBM866", "ru"},
    {"x-mac-cyrillic", "x-mac-cyrillic", "ru"},
    {"windows-1253", "windows-1253", "el"},
    {"iso-8859-7", "ISO-8859-7", "el"},
    {"windows-1255", "windows-1255", "he"},
    {"iso-8859-8", "ISO-8859-8", "he"},
    {"windows-1256", "windows-1256", "ar"},
    {"iso-8859-6", "ISO-8859-6", "ar"},
    {"windows-1257", "windows-1257", "lt"},
    {"iso-8859-13", "ISO-8859-13", "lt"},
    {"windows-1258", "windows-1258", "vi"},
    {"windows-874", "windows-874", "th"},
    {"tis-620", "windows-874", "th"},
    {"shift_jis", "windows-31j", "ja"},
    {"euc-jp", "EUC-JP", "ja"},
    {"iso-2022-jp", "ISO-2022-JP", "ja"},
    {"gb2312", "gb18030", "zh"},
    {"gbk", "gb18030", "zh"},
    {"gb18030", "gb18030", "ko"},  // in its four-byte range
    {"big5", "Big5-HKSCS", "zh-tw"},
    {"euc-kr", "windows-949", "ko"},
    {"utf-16le", "UTF-16LE", "ru"},
    {"utf-16be", "UTF-16BE", "ja"},
};

// Paragraphs with inline tags, references, and blanks of several kinds between words.
std::string page_of(const std::string& text, const std::string& meta) {
  std::string out = "<!doctype html><html><head>" + meta + "<title>" + text.substr(0, text.find(' ')) + "</title></head><body><article>";
  for (int i = 0; i < 6; ++i) {
    std::string end = text;
    const auto blank = end.find(' ');
    if (blank != std::string::npos) end.replace(blank, 1, i % 2 == 0 ? " \r\n\t" : "&nbsp;\n");
    out += "<p>" + std::to_string(i) + " &amp; <b>" + text + "</b>\n<i>" + end + "</i> &lt;" + std::to_string(i) + "&gt;</p>\n";
  }
  return out + "</article></body></html>";
}

Article read(const std::string& bytes, const std::string& charset, MediaType type, bool keep_all) {
  Page page;
  page.id = "p";
  page.charset = charset;
  page.media_type = type;
  page.bytes = bytes;
  Notes notes;
  ArticleOptions options;
  options.keep_all = keep_all;
  return make_article(test_rules(), page, options, notes);
}

TEST(Origins, LeadBackToTheBytesOfEveryEncoding) {
  for (const Case& c : kCases) {
    const std::string text = text_in(c.language);
    const std::string meta = "<meta charset=\"" + std::string(c.label) + "\">";
    const bool wide = std::string_view(c.encoding).starts_with("UTF-16");
    for (const bool by_header : {true, false}) {
      if (wide && !by_header) continue;  // a <meta> cannot say so
      const std::string bytes = encode_with(c.encoding, page_of(text, by_header ? "" : meta));
      for (const bool keep_all : {true, false}) {
        const Article article = read(bytes, by_header ? c.label : "", MediaType::html, keep_all);
        EXPECT_TRUE(valid_utf8(article.text)) << c.label;
        EXPECT_THAT(article.text, testing::HasSubstr(text)) << c.label;
        EXPECT_FALSE(article.origins.empty()) << c.label;
        EXPECT_EQ(wrong_origins(article, bytes, c.encoding), "") << c.label << (by_header ? " by header" : " by <meta>");
      }
    }
    const std::string plain = encode_with(c.encoding, text + "\n\n" + text + "\r\n");
    const Article article = read(plain, c.label, MediaType::text, false);
    EXPECT_THAT(article.text, testing::HasSubstr(decode_with(c.encoding, encode_with(c.encoding, text)))) << c.label;
    EXPECT_EQ(wrong_origins(article, plain, c.encoding), "") << c.label << " as text";
  }
}

// Bytes that no encoding has, in the middle of text of that encoding: what stands around them is read, and offsets hold.
TEST(Origins, HoldAroundBrokenBytes) {
  const std::string broken[] = {"\xff", "\x80\xff\xff", "\xed\xa0\x80", "\xf0\x9f", "\x81", "\x8e", std::string(3, '\0'), "\xc0\xaf", "\xfe\xfe"};
  for (const Case& c : kCases) {
    const bool wide = std::string_view(c.encoding).starts_with("UTF-16");
    for (const std::string& bad : broken) {
      std::string bytes = encode_with(c.encoding, page_of(text_in(c.language), ""));
      const std::string mark = encode_with(c.encoding, "3 &amp; <b>");
      const auto at = bytes.find(wide ? mark : "3 &amp; <b>");
      ASSERT_NE(at, std::string::npos);
      bytes.insert(at, wide && bad.size() % 2 ? bad + "\xd8" : bad);
      const Article article = read(bytes, c.label, MediaType::html, true);
      EXPECT_TRUE(valid_utf8(article.text)) << c.label;
      EXPECT_THAT(article.text, testing::HasSubstr(" & ")) << c.label;
      EXPECT_EQ(wrong_origins(article, bytes, c.encoding), "") << c.label << " with " << testing::PrintToString(bad);
    }
  }
}

// What no label names is told by its bytes, but for the encodings of the Macintosh and UTF-16 without its mark and with little markup.
TEST(Origins, EncodingsThatNoLabelNames) {
  for (const Case& c : kCases) {
    const std::string_view label = c.label;
    if (label.starts_with("utf-16") || label.find("mac") != label.npos) continue;
    const std::string bytes = encode_with(c.encoding, page_of(text_in(c.language), ""));
    const Article article = read(bytes, "", MediaType::html, true);
    EXPECT_THAT(article.text, testing::HasSubstr(text_in(c.language))) << c.label;
  }
}

}  // namespace
}  // namespace readout

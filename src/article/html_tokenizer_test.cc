#include "article/html_tokenizer.h"

#include <gtest/gtest.h>
#include <libxml/HTMLparser.h>

#include <string>
#include <vector>

#include "article/html_tree.h"

namespace readout {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// One line a token: <name a=v>, </name>, "text", !comment!
std::string tokens_of(std::string_view html, TextMode mode = TextMode::data, std::string_view last = {}) {
  HtmlTokenizer tokenizer(html);
  if (mode != TextMode::data) tokenizer.set_mode(mode, last);
  std::string out;
  HtmlToken token;
  const auto part = [&](std::uint32_t begin, std::uint32_t end) { return html.substr(begin, end - begin); };
  std::uint32_t before = 0;
  while (tokenizer.next(token)) {
    EXPECT_LE(before, token.begin);
    EXPECT_LT(token.begin, token.end);
    before = token.end;
    switch (token.kind) {
      case TokenKind::start_tag:
        out += "<" + lower(part(token.name_begin, token.name_end));
        for (const Attribute& a : tokenizer.attributes())
          out += " " + lower(part(a.name_begin, a.name_end)) + "=" + std::string(part(a.value_begin, a.value_end));
        out += token.self_closing ? "/>" : ">";
        break;
      case TokenKind::end_tag: out += "</" + lower(part(token.name_begin, token.name_end)) + ">"; break;
      case TokenKind::text: out += "\"" + std::string(part(token.begin, token.end)) + "\""; break;
      case TokenKind::comment: out += "!" + std::string(part(token.name_begin, token.name_end)) + "!"; break;
      case TokenKind::doctype: out += "!doctype!"; break;
      case TokenKind::end: break;
    }
  }
  return out;
}

TEST(HtmlTokenizer, Table) {
  struct Case {
    const char* html;
    const char* want;
  };
  const Case cases[] = {
      {"", ""},
      {"plain", "\"plain\""},
      {"a<b>c</b>d", "\"a\"<b>\"c\"</b>\"d\""},
      {"<P CLASS=Lead>x", "<p class=Lead>\"x\""},
      {"<a href='1' title=\"two words\" c=3 d>", "<a href=1 title=two words c=3 d=>"},
      {"<a b = c>", "<a b=c>"},
      {"<br/>", "<br/>"},
      {"<a/b>", "<a b=>"},
      {"<a =b>", "<a =b=>"},
      {"1 < 2 and 3<4", "\"1 < 2 and 3<4\""},
      {"<>x", "\"<>x\""},
      {"</>x", "\"x\""},
      {"</ x>y", "! x!\"y\""},
      {"<?php x ?>y", "!?php x ?!\"y\""},
      {"<!doctype html>x", "!doctype!\"x\""},
      {"<!-- a -- b -->c", "! a -- b !\"c\""},
      {"<!-->x", "!!\"x\""},
      {"<!--->x", "!!\"x\""},
      {"<!--a--!>x", "!a!\"x\""},
      {"<!--a", "!a!"},
      {"<!--a--", "!a!"},
      {"<![CDATA[x]]>y", "![CDATA[x]]!\"y\""},
      {"<a href=\"x", ""},
      {"a<b", "\"a\""},
      {"a</", "\"a</\""},
      {"a<", "\"a<\""},
  };
  for (const Case& one : cases) EXPECT_EQ(tokens_of(one.html), one.want) << one.html;
}

TEST(HtmlTokenizer, ScriptEndsWhereTheStandardSays) {
  struct Case {
    const char* html;
    const char* want;
  };
  const Case cases[] = {
      {"a<b</script>c", "\"a<b\"</script>\"c\""},
      {"a</scripty></script>", "\"a</scripty>\"</script>"},
      {"<!--<script></script>--></script>x", "\"<!--<script></script>-->\"</script>\"x\""},
      {"<!--</script>x", "\"<!--\"</script>\"x\""},
      {"<!--><script></script>x", "\"<!--><script>\"</script>\"x\""},
      {"no end", "\"no end\""},
  };
  for (const Case& one : cases) EXPECT_EQ(tokens_of(one.html, TextMode::script, "script"), one.want) << one.html;
  EXPECT_EQ(tokens_of("a <b> &amp; </TITLE >c", TextMode::rcdata, "title"), "\"a <b> &amp; \"</title>\"c\"");
}

TEST(HtmlTokenizer, AttributesBeyondTheLimitAreCounted) {
  std::string html = "<p";
  for (int i = 0; i < 1000; ++i) html += " a" + std::to_string(i) + "=1";
  html += ">x";
  HtmlTokenizer tokenizer(html);
  HtmlToken token;
  ASSERT_TRUE(tokenizer.next(token));
  EXPECT_EQ(tokenizer.attributes().size(), HtmlTokenizer::kMaxAttributes);
  EXPECT_EQ(tokenizer.attributes_dropped(), 1000 - HtmlTokenizer::kMaxAttributes);
}

// The tree as nested brackets: p(b("x"))
std::string show(const HtmlTree& tree, NodeId id) {
  std::string out;
  for (NodeId at = tree[id].first_child; at != kNoNode; at = tree[at].next) {
    const Node& node = tree[at];
    if (!out.empty()) out += ' ';
    if (node.is_text())
      out += std::string(tree.html().substr(node.begin, node.end - node.begin));
    else
      out += (node.tag == Tag::other ? std::string(tree.tag_name(at)) : std::string(name(node.tag))) + "(" + show(tree, at) + ")";
  }
  return out;
}

TEST(HtmlTree, ImpliedEnds) {
  struct Case {
    const char* html;
    const char* want;
  };
  const Case cases[] = {
      {"<p>a<p>b", "p(a) p(b)"},
      {"<p>a<div>b</div>c", "p(a) div(b) c"},
      {"<ul><li>a<li>b</ul>c", "ul(li(a) li(b)) c"},
      {"<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li(a ul(li(b))) li(c))"},
      {"<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a) dd(b) dt(c))"},
      {"<table><tr><td>a<td>b<tr><td>c</table>d", "table(tr(td(a) td(b)) tr(td(c))) d"},
      {"<p><b>a</p>b", "p(b(a)) b"},
      {"<b><p>a</b>b</p>c", "b(p(a b) c)"},
      {"<a href=1>x<a href=2>y", "a(x) a(y)"},
      {"<br></br>", "br() br()"},
      {"<img src=x>a</img>b", "img() a b"},
      {"</div>a</p>", "a"},
      {"<script>a<b</script>c", "script(a<b) c"},
      {"<title>a<b></title>c", "title(a<b>) c"},
      {"<head><meta x><p>a", "head(meta()) p(a)"},
      {"<my-box>a</my-box>b", "my-box(a) b"},
      {"<select><option>a<option>b</select>", "select(option(a) option(b))"},
      {"<h1>a<h2>b</h2>", "h1(a) h2(b)"},
      {"<body>a</body>b", "body(a b)"},
  };
  for (const Case& one : cases) {
    const HtmlTree tree(one.html);
    EXPECT_EQ(show(tree, HtmlTree::root()), one.want) << one.html;
  }
}

TEST(HtmlTree, RangesNestAndGrow) {
  const std::string html = "<div><p>one <b>two</b></p><ul><li>three<li>four</ul></div>five";
  const HtmlTree tree(html);
  for (NodeId id = 1; id < tree.size(); ++id) {
    EXPECT_LE(tree[id].begin, tree[id].end);
    EXPECT_GE(tree[id].begin, tree[tree[id].parent].begin);
    EXPECT_LE(tree[id].end, tree[tree[id].parent].end);
  }
}

TEST(HtmlTree, BombsStayLinear) {
  std::string deep, formats, tables, ends;
  for (int i = 0; i < 200'000; ++i) deep += "<div>";
  for (int i = 0; i < 20'000; ++i) formats += "<font><b><i>";
  for (int i = 0; i < 20'000; ++i) formats += "<p>x";
  for (int i = 0; i < 50'000; ++i) tables += "<table><tr><td>";
  for (int i = 0; i < 600; ++i) ends += "<b>";
  for (int i = 0; i < 300'000; ++i) ends += "</p></x></i>";
  for (const auto& html : {deep, formats, tables, ends}) {
    const HtmlTree tree(html);
    EXPECT_TRUE(tree.hit_depth());
    for (NodeId id = 1; id < tree.size(); ++id) ASSERT_LE(tree[id].depth, HtmlTree::kMaxDepth);
  }
}

void append_text(const xmlNode* node, std::string& out) {
  for (; node != nullptr; node = node->next) {
    if (node->type == XML_TEXT_NODE && node->content != nullptr) out += reinterpret_cast<const char*>(node->content);
    const bool hidden =
        node->type == XML_ELEMENT_NODE && (xmlStrEqual(node->name, BAD_CAST "script") || xmlStrEqual(node->name, BAD_CAST "style"));
    if (node->type == XML_ELEMENT_NODE && !hidden) append_text(node->children, out);
  }
}
std::string without_blanks(const std::string& text) {
  std::string out;
  for (char c : text)
    if (static_cast<unsigned char>(c) > ' ') out += c;
  return out;
}

// Slow twin: libxml2 reads the same text out of the same page, in the same order.
TEST(HtmlTree, SameTextAsLibxml2) {
  const char* parts[] = {"<p>",
                         "</p>",
                         "<div class='a b'>",
                         "</div>",
                         "<b>",
                         "</b>",
                         "one two",
                         " three",
                         "<br>",
                         "<ul><li>x<li>y</ul>",
                         "<h2>head</h2>",
                         "<img>",
                         "<a href=u>",
                         "</a>",
                         "<!-- c -->",
                         "<em>e</em>",
                         "<span>",
                         "</span>",
                         "<table><tr><td>q<td>r</table>",
                         "\n",
                         "<script>if (a<b) c();</script>",
                         "<style>p{}</style>"};
  std::uint32_t seed = 7;
  const auto pick = [&](std::uint32_t n) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
  };
  for (int round = 0; round < 400; ++round) {
    std::string html = "<html><body>";
    for (int i = 0; i < 30; ++i) html += parts[pick(std::size(parts))];
    html += "</body></html>";
    const HtmlTree tree(html);
    std::string ours;
    for (NodeId id = 1; id < tree.size(); ++id)
      if (tree[id].is_text() && tree[id].mode == TextMode::data) ours += html.substr(tree[id].begin, tree[id].end - tree[id].begin);
    htmlDocPtr document = htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
                                         HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    ASSERT_NE(document, nullptr);
    std::string theirs;
    append_text(xmlDocGetRootElement(document), theirs);
    xmlFreeDoc(document);
    ASSERT_EQ(without_blanks(ours), without_blanks(theirs)) << html;
  }
}

}  // namespace
}  // namespace readout

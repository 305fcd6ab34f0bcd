"""What slackblocks takes, and the sandbox refuses."""

import slackblocks as sb

from tests.sandbox.block_kit.disagreement import STRICTER, Rule

GROUP = sb.OptionGroup("g", [sb.Option(sb.PlainText("t"), "v")])


def sb_table() -> sb.TableBlock:
    return sb.TableBlock([[sb.RawText("t")]])


def sb_chart() -> sb.DataVisualizationBlock:
    return sb.DataVisualizationBlock("t", sb.PieChart([sb.ChartSegment("s", 1)]))


OF_SLACKBLOCKS = (
    Rule(
        "slackblocks",
        "tables on the Home tab",
        "unsupported type: table",
        f"reported: Slack shows them in messages only, and {STRICTER}",
        lambda: sb.HomeTabView([sb_table()]),
        "home",
    ),
    Rule(
        "slackblocks",
        "data tables on the Home tab",
        "unsupported type: data_table",
        f"reported like tables, and {STRICTER}",
        lambda: sb.HomeTabView([sb.DataTableBlock([[sb.RawText("t")]] * 2, "c")]),
        "home",
    ),
    Rule(
        "slackblocks",
        "charts on the Home tab",
        "unsupported type: data_visualization",
        f"documented for messages only at first, and {STRICTER}",
        lambda: sb.HomeTabView([sb_chart()]),
        "home",
    ),
    Rule(
        "slackblocks",
        "containers on the Home tab",
        "unsupported type: container",
        f"Slack's own list of blocks has them in messages only, and {STRICTER}",
        lambda: sb.HomeTabView([sb.ContainerBlock([sb.DividerBlock()], "t")]),
        "home",
    ),
    Rule(
        "slackblocks",
        "cards in modals",
        "unsupported type: card",
        f"reported: they are not shown there, and {STRICTER}",
        lambda: sb.ModalView("t", [sb.CardBlock(title="t")]),
        "modal",
    ),
    Rule(
        "slackblocks",
        "a url in an option of a select",
        "invalid additional property: url",
        "documented for overflow menus only",
        lambda: sb.ActionsBlock(
            [sb.StaticSelectMenu("a", [sb.Option(sb.PlainText("t"), "v", url="https://a.example")])]
        ),
    ),
    Rule(
        "slackblocks",
        "mrkdwn in the options of an overflow menu",
        "unsupported text type: mrkdwn",
        "documented for checkboxes and radio buttons only",
        lambda: sb.ActionsBlock([sb.OverflowMenu("a", [sb.Option("t", "v")])]),
    ),
    Rule(
        "slackblocks",
        "an option group as initial option",
        "missing required field: text",
        "documented: an initial option is an option",
        lambda: sb.ActionsBlock([sb.StaticSelectMenu("a", option_groups=[GROUP], initial_option=GROUP)]),
    ),
    Rule(
        "slackblocks",
        "context and actions blocks without elements",
        "missing required field: elements",
        "documented: elements are required",
        lambda: sb.ActionsBlock(),
    ),
    Rule(
        "slackblocks",
        "an empty markdown block",
        "must be more than 0 characters",
        f"slack_sdk refuses it, and {STRICTER}",
        lambda: sb.MarkdownBlock(""),
    ),
    Rule(
        "slackblocks",
        "a video with empty alt_text",
        "must be more than 0 characters",
        f"documented as required, and {STRICTER}",
        lambda: sb.VideoBlock("", "https://a.example", "t", "https://a.example"),
    ),
    Rule(
        "slackblocks",
        "an empty cell in a table",
        "must be more than 0 characters",
        f"slack_sdk refuses it, and {STRICTER}",
        lambda: sb.TableBlock([[sb.RawText("")]]),
    ),
    Rule(
        "slackblocks",
        "a workflow button outside messages",
        "unsupported element type: workflow_button",
        f"its own page has messages only, and {STRICTER}",
        lambda: sb.ModalView(
            "t", [sb.ActionsBlock([sb.WorkflowButton("t", sb.Workflow.from_url("https://a.example"), action_id="a")])]
        ),
        "modal",
    ),
)

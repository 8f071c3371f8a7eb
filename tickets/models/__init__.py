"""The nouns of the helpdesk. Each noun owns its questions and its verbs; doors only call them."""

from tickets.models.agent import Agent
from tickets.models.alarm import Alarm
from tickets.models.all_tickets_link import AllTicketsLink
from tickets.models.alternative import Alternative
from tickets.models.attachment import Attachment
from tickets.models.bulk_action import BulkAction, BulkItem
from tickets.models.calendar import BusinessCalendar
from tickets.models.callback import Callback
from tickets.models.canned_response import CannedResponse
from tickets.models.category import Category
from tickets.models.channel import Channel
from tickets.models.clock import Clock
from tickets.models.complaint import Complaint
from tickets.models.complaint_cause import ComplaintCause
from tickets.models.complaint_digest import ComplaintDigest
from tickets.models.complaint_register import ComplaintRegister, RegisterYear
from tickets.models.corrective_action import CorrectiveAction
from tickets.models.customer import Customer
from tickets.models.customer_group import CustomerGroup
from tickets.models.event import Event
from tickets.models.flag import Flag
from tickets.models.flag_reason import FlagReason
from tickets.models.message import Message
from tickets.models.notice import Notice
from tickets.models.outgoing_mail import OutgoingMail
from tickets.models.password_link import PasswordLink
from tickets.models.playbook import Matter, Playbook
from tickets.models.policy_book import PolicyBook
from tickets.models.priority import Priority
from tickets.models.procedure import Procedure, ProcedureVersion
from tickets.models.promise import Promise
from tickets.models.proposal import Proposal
from tickets.models.proposal_option import ProposalOption
from tickets.models.rating import Rating
from tickets.models.share_link import ShareLink
from tickets.models.sla import SLAPolicy
from tickets.models.step import Step
from tickets.models.suppression import Suppression
from tickets.models.team import Team
from tickets.models.ticket import Ticket
from tickets.models.ticket_step import TicketStep
from tickets.models.usual_wait import UsualWait

__all__ = [
    "Agent",
    "Alarm",
    "AllTicketsLink",
    "Alternative",
    "Attachment",
    "BulkAction",
    "BulkItem",
    "BusinessCalendar",
    "Callback",
    "CannedResponse",
    "Category",
    "Channel",
    "Clock",
    "Complaint",
    "ComplaintCause",
    "ComplaintDigest",
    "ComplaintRegister",
    "CorrectiveAction",
    "Customer",
    "CustomerGroup",
    "Event",
    "Flag",
    "FlagReason",
    "Matter",
    "Message",
    "Notice",
    "OutgoingMail",
    "PasswordLink",
    "Playbook",
    "PolicyBook",
    "Priority",
    "Procedure",
    "ProcedureVersion",
    "Promise",
    "Proposal",
    "ProposalOption",
    "Rating",
    "RegisterYear",
    "SLAPolicy",
    "ShareLink",
    "Step",
    "Suppression",
    "Team",
    "Ticket",
    "TicketStep",
    "UsualWait",
]
